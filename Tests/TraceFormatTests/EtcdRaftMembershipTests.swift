import Testing
import TraceFormat

@Suite("etcd's raft library: memberships")
struct EtcdRaftMembershipTests {
  private func line(_ name: String, conf: String, more: String = "") -> EtcdRaftFixtureLine {
    EtcdRaftFixtureLine(name: name, role: "StateLeader", log: "4", conf: conf, more: more)
  }

  private func proposal(_ changes: String, conf: String = #"[["1","2"],[]]"#) -> EtcdRaftReading {
    EtcdRaftReading([line("ChangeConf", conf: conf, more: changes)])
  }

  @Test("A membership is in use from the first line that shows it, at the line's position")
  func inUse() throws {
    let newConf = #","prop":{"cc":{"newconf":["1","2"]}}"#
    let reading = EtcdRaftReading([
      line("Ready", conf: #"[["1"],[]]"#), line("ApplyConfChange", conf: #"[["1"],[]]"#, more: newConf),
      line("Commit", conf: #"[["2","1"],["1"]]"#), line("Ready", conf: #"[["1","2"],["1"]]"#),
    ])
    let joint = reading.configuration(["1", "2"], outgoing: ["1"])
    #expect(
      reading.kinds == [
        .configurationInUse(reading.configuration(["1"])), .observed, .observed,
        .configurationInUse(joint), .observed, .observed,
      ])
    try #require(reading.events.count == 6)
    #expect(reading.events[2].observation.moment == .before)
    #expect(reading.events[3].position.line == 3)
    #expect(reading.events[5].observation.configuration == .known(joint.configuration))
  }

  @Test("A membership without voters is none: it shows while a snapshot's membership is restored")
  func empty() {
    let reading = EtcdRaftReading([
      line("Ready", conf: #"[["1"],[]]"#), line("ApplyConfChange", conf: "[[],[]]"),
      line("Ready", conf: #"[["1"],[]]"#),
    ])
    #expect(
      reading.kinds == [
        .configurationInUse(reading.configuration(["1"])), .observed, .observed, .observed,
      ])
    #expect(reading.events[2].observation.configuration == .unknown)
  }

  @Test("One change proposes a simple membership")
  func simpleProposal() {
    let addition = proposal(EtcdRaftFixtureLine.changes((action: "AddNewServer", nid: "3")))
    #expect(addition.kinds.last == .configurationProposed(addition.configuration(["1", "2", "3"])))
    #expect(addition.events.last?.observation.moment == .before)
    let removal = proposal(EtcdRaftFixtureLine.changes((action: "RemoveServer", nid: "1")))
    #expect(removal.kinds.last == .configurationProposed(removal.configuration(["2"])))
  }

  @Test("Several changes propose a joint membership")
  func jointProposal() {
    let changes = EtcdRaftFixtureLine.changes(
      (action: "RemoveServer", nid: "1"), (action: "AddNewServer", nid: "3"))
    let reading = proposal(changes)
    let joint = reading.configuration(["2", "3"], outgoing: ["1", "2"])
    #expect(reading.kinds.last == .configurationProposed(joint))
  }

  @Test("Where the trace does not tell what is proposed, nothing is claimed")
  func underivableProposals() {
    let learner = EtcdRaftFixtureLine.changes((action: "AddLearner", nid: "3"))
    let removal = EtcdRaftFixtureLine.changes((action: "RemoveServer", nid: "1"))
    #expect(proposal(learner).kinds.last == .observed)
    #expect(proposal(removal, conf: #"[["1"],[]]"#).kinds.last == .observed)
    #expect(proposal(removal, conf: #"[["1","2"],["1"]]"#).kinds.last == .observed)
    #expect(proposal(removal, conf: "[[],[]]").kinds.last == .observed)
    #expect(proposal("").kinds.last == .observed)
  }

  @Test("A change that the application has voided with the id 0 still makes the membership joint")
  func voidedChange() {
    let changes = EtcdRaftFixtureLine.changes(
      (action: "AddNewServer", nid: "0"), (action: "AddNewServer", nid: "3"))
    let reading = proposal(changes)
    let joint = reading.configuration(["1", "2", "3"], outgoing: ["1", "2"])
    #expect(reading.kinds.last == .configurationProposed(joint))
  }
}
