import ArgumentParser
import RaftModel

/// Which cluster to model, shared by the commands that run the model.
struct ModelArguments: ParsableArguments {
  @Option(help: "How many servers there are, members or not; 1 to \(ServerSet.capacity).")
  var servers = 3

  @Option(help: "How many of them are voters at the beginning; all if absent. The others can join.")
  var members: Int?

  @Option(
    help: ArgumentHelp(
      "Parts of Raft besides election and replication, separated by commas: \(ModelFeature.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "names"))
  var features: String?

  func validate() throws {
    guard (1...ServerSet.capacity).contains(servers) else {
      throw ValidationError("--servers is 1 to \(ServerSet.capacity).")
    }
    if let members, !(1...servers).contains(members) {
      throw ValidationError("--members is 1 to the number of servers.")
    }
    _ = try modelOptions
  }

  var modelOptions: ModelOptions {
    get throws { ModelOptions(try features.map(Self.features) ?? []) }
  }

  /// The model of these rules, or of Raft.
  func model(bounds: Bounds = Bounds()) throws -> RaftModel {
    RaftModel(
      rules: Raft(options: try modelOptions), bounds: bounds, serverCount: servers, memberCount: members)
  }

  /// Whether anything is said of the cluster.
  var isSet: Bool { servers != 3 || members != nil || features != nil }

  /// What is modelled: "Raft with pre-vote, 3 servers".
  var words: String {
    let features = features.map { " with \($0.split(separator: ",").joined(separator: ", "))" } ?? ""
    let members = members.map { ", \($0) of them members at first" } ?? ""
    return "Raft\(features), \(servers == 1 ? "1 server" : "\(servers) servers")\(members)"
  }

  private static func features(_ names: String) throws -> [ModelFeature] {
    try names.split(separator: ",").map { name in
      if let feature = ModelFeature(rawValue: String(name)) { return feature }
      let known = ModelFeature.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("No feature is called '\(name)'; known are: \(known).")
    }
  }
}
