/// No two servers commit different entries at the same index.
///
/// Raft §5.4.3, Figure 3. The tutorial applies nothing; a commit stands for it, since a state machine applies what is committed.
extension TutorialState {
  func judgeStateMachineSafety(since before: TutorialState) -> Judgement {
    var judgement = Judgement.notConcerned
    for index in 0..<Self.serverCount {
      let (old, new) = (before.servers[index], servers[index])
      for position in stride(from: Int(old.commitIndex) + 1, through: Int(new.commitIndex), by: 1) {
        judgement = .held
        guard before.history.isContradicted(by: new.log, at: position) else { continue }
        return .violated(
          "\(Self.name(of: index)) commits \(new.log[position]) at index \(position), where "
            + "\(before.history.entries[position]) was committed")
      }
    }
    return judgement
  }
}

extension TutorialHistory {
  /// Whether a log has an entry at an index, and another one was committed there.
  func isContradicted(by log: TutorialLog, at index: Int) -> Bool {
    let (committed, found) = (entries[index], log[index])
    return committed != .none && found != .none && committed != found
  }
}
