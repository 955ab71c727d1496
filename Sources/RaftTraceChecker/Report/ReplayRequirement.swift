/// The requirements of Raft's steps that a replay puts to the test, one name each.
///
/// The words for people (step, formula, section of the paper) are in `ReplayRequirement+Description.swift`.
public enum ReplayRequirement: String, CaseIterable, Hashable, Sendable {
  case termDoesNotFall
  case termIsExplained
}
