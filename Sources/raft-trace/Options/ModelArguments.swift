import ArgumentParser
import RaftModel

/// Which cluster to model, shared by the commands that run the model.
struct ModelArguments: ParsableArguments {
  @Option(
    help:
      "How many servers there are, members or not, 1 to \(ServerSet.capacity); 3, or what the mutation needs, if absent."
  )
  var servers: Int?

  @Option(help: "How many of them are voters at the beginning; all if absent. The others can join.")
  var members: Int?

  @Option(
    help: ArgumentHelp(
      "Parts of Raft besides election and replication, separated by commas: \(ModelFeature.allCases.map(\.rawValue).joined(separator: ", ")); what the mutation needs if absent.",
      valueName: "names"))
  var features: String?

  @Option(help: ArgumentHelp("A wrong Raft, as vote-twice (--mutation list names all).", valueName: "name"))
  var mutation: String?

  func validate() throws {
    if mutation == "list" { throw CleanExit.message(Self.mutationList) }
    _ = try mutationType
    if let servers, !(1...ServerSet.capacity).contains(servers) {
      throw ValidationError("--servers is 1 to \(ServerSet.capacity).")
    }
    if let members, !(1...(try serverCount)).contains(members) {
      throw ValidationError("--members is 1 to the number of servers.")
    }
    _ = try rules
  }

  /// Raft with the features, or with a mutation.
  var rules: any RaftRules {
    get throws {
      let options = try features.map { ModelOptions(try Self.features($0)) }
      guard let type = try mutationType else { return Raft(options: options ?? ModelOptions()) }
      var mutant: any Mutation = type.init()
      if let options { mutant.options = options }
      return mutant
    }
  }

  var serverCount: Int {
    get throws { try servers ?? description?.serverCount ?? 3 }
  }

  /// The bounds in which the mutation shows; small ones without a mutation.
  var bounds: Bounds {
    get throws { try description?.bounds ?? .small }
  }

  func model(bounds: Bounds = Bounds()) throws -> RaftModel {
    let mutationsMembers = servers == nil ? try description?.memberCount : nil
    return RaftModel(
      rules: try rules, bounds: bounds, serverCount: try serverCount, memberCount: members ?? mutationsMembers
    )
  }

  /// Whether anything is said of the cluster.
  var isSet: Bool { servers != nil || members != nil || features != nil || mutation != nil }

  /// What is modelled: "Raft with pre-vote, 3 servers".
  func words(_ model: RaftModel) throws -> String {
    let features = model.rules.options.featureNames
    let with = features.isEmpty ? "" : " with \(features.joined(separator: ", "))"
    let count = model.initialState.serverCount
    let voters = model.initialState.allServers.filter { !model.initialState[$0].membership.voters.isEmpty }
      .count
    let members = voters == count ? "" : ", \(voters) of them members at first"
    var mutation = ""
    if let type = try mutationType {
      mutation = ", mutated by \(type.name) (against: \(type.description.rule))"
    }
    return "Raft\(with), \(count == 1 ? "1 server" : "\(count) servers")\(members)\(mutation)"
  }

  private var description: MutationDescription? {
    get throws {
      guard let type = try mutationType else { return nil }
      return type.description
    }
  }

  private var mutationType: (any Mutation.Type)? {
    get throws {
      guard let mutation else { return nil }
      if let type = MutationCatalogue.named(mutation) { return type }
      throw ValidationError("No mutation is called '\(mutation)'; --mutation list names all.")
    }
  }

  /// Every mutation with the rule that it breaks.
  private static var mutationList: String {
    let width = MutationCatalogue.all.map { $0.name.count }.max() ?? 0
    return MutationCatalogue.all.map {
      $0.name + String(repeating: " ", count: width + 2 - $0.name.count) + $0.description.rule
    }.joined(separator: "\n")
  }

  private static func features(_ names: String) throws -> [ModelFeature] {
    try names.split(separator: ",").map { name in
      if let feature = ModelFeature(rawValue: String(name)) { return feature }
      let known = ModelFeature.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("No feature is called '\(name)'; known are: \(known).")
    }
  }
}
