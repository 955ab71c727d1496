// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "raft-trace",
  products: [
    .executable(name: "raft-trace", targets: ["raft-trace"]),
    .library(name: "RaftTraceChecker", targets: ["TraceFormat", "RaftModel", "RaftTraceChecker"]),
    .library(name: "TraceRendering", targets: ["TraceRendering"]),
  ],
  traits: [
    .trait(name: "Graphviz", description: "Pictures laid out by libgraphviz (SVG, PNG, PDF)."),
    .default(enabledTraits: ["Graphviz"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(name: "CGraphviz", providers: [.apt(["libgraphviz-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    .target(
      name: "TraceFormat",
      dependencies: ["CZlib", "CZstd", .product(name: "Yams", package: "Yams")],
      resources: [.embedInCode("Resources/Mappings")],
      swiftSettings: strict),
    .target(name: "RaftModel", dependencies: ["TraceFormat"], swiftSettings: strict),
    .target(
      name: "RaftTraceChecker", dependencies: ["TraceFormat", "RaftModel"], swiftSettings: strict),
    .target(
      name: "TraceRendering", dependencies: ["TraceFormat", "RaftModel", "RaftTraceChecker"],
      swiftSettings: strict),
    .target(
      name: "GraphvizLayout",
      dependencies: [.target(name: "CGraphviz", condition: .when(traits: ["Graphviz"]))],
      swiftSettings: strict),
    .executableTarget(
      name: "raft-trace",
      dependencies: [
        "TraceFormat", "RaftModel", "RaftTraceChecker", "TraceRendering",
        .target(name: "GraphvizLayout", condition: .when(traits: ["Graphviz"])),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "RaftTraceTestSupport",
      dependencies: ["TraceFormat", "RaftModel", "RaftTraceChecker"],
      path: "Tests/RaftTraceTestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "TraceFormatTests", dependencies: ["TraceFormat", "RaftTraceTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RaftModelTests", dependencies: ["TraceFormat", "RaftModel", "RaftTraceTestSupport"],
      exclude: ["Scenarios"],
      swiftSettings: strict),
    .testTarget(
      name: "RaftTraceCheckerTests",
      dependencies: ["TraceFormat", "RaftModel", "RaftTraceChecker", "RaftTraceTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "TraceRenderingTests",
      dependencies: [
        "TraceFormat", "RaftModel", "RaftTraceChecker", "TraceRendering", "RaftTraceTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "GraphvizLayoutTests",
      dependencies: [.target(name: "GraphvizLayout", condition: .when(traits: ["Graphviz"]))],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["RaftTraceTestSupport", "raft-trace"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
