/// A wrong Raft: it redefines one rule, or the smallest number of them, and is the measure of the properties.
///
/// A checker is as good as the faults that it sees. Each mutation is a fault that was made, or is easily made.
public protocol Mutation: RaftRules {
  init()

  var options: ModelOptions { get set }

  static var description: MutationDescription { get }
}

extension Mutation {
  /// The name on the command line: that of the type, `vote-twice` for `VoteTwice`.
  public static var name: String {
    var name = ""
    for character in String(describing: Self.self) {
      if character.isUppercase, !name.isEmpty { name += "-" }
      name += character.lowercased()
    }
    return name
  }

  /// Raft without the mutation, in the same options.
  public var raft: Raft { Raft(options: options) }

  /// A model that follows these wrong rules, of the size in which they are known to show.
  public static var model: RaftModel {
    RaftModel(
      rules: Self(), bounds: description.bounds, serverCount: description.serverCount,
      memberCount: description.memberCount)
  }

  /// The model of Raft of the same size, with the same options.
  public static var unmutatedModel: RaftModel {
    RaftModel(
      rules: Self().raft, bounds: description.bounds, serverCount: description.serverCount,
      memberCount: description.memberCount)
  }
}
