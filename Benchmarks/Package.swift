// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "raft-trace", path: "..", traits: [])],
  targets: [
    .executableTarget(
      name: "ExplorationBenchmark",
      dependencies: [.product(name: "RaftTraceChecker", package: "raft-trace")]),
    .executableTarget(
      name: "MinimizationTable",
      dependencies: [.product(name: "RaftTraceChecker", package: "raft-trace")]),
  ],
  swiftLanguageModes: [.v6]
)
