/// A server keeps what it has committed.
///
/// Raft §5.4.3. At and below its commit index a server has the entry that was committed, and no other.
extension TutorialState {
  func judgeCommittedNeverOverwritten(since before: TutorialState) -> Judgement {
    var judgement = Judgement.notConcerned
    for index in 0..<Self.serverCount {
      let (old, new) = (before.servers[index], servers[index])
      guard new.commitIndex > 0, old.log != new.log else { continue }
      judgement = .held
      for position in stride(from: 1, through: Int(new.commitIndex), by: 1)
      where history.isContradicted(by: new.log, at: position) {
        return .violated(
          "\(Self.name(of: index)) has \(new.log[position]) at index \(position), where it had committed "
            + "\(history.entries[position])")
      }
    }
    return judgement
  }
}
