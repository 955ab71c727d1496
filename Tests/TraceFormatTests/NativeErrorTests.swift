import RaftTraceTestSupport
import Testing

import TraceFormat

@Suite("Native format: errors say where, what and what instead")
struct NativeErrorTests {
  @Test("Each complaint", arguments: NativeErrorTests.complaints)
  func complaint(line: String, expected: String) {
    #expect(NativeReading.complaint(line) == expected)
  }

  static let complaints: [(String, String)] = [
    (
      #"{"event":"strat","server":"n1"}"#,
      #"t.ndjson:2:10: found "strat", expected the name of an event, perhaps "start""#
    ),
    (
      #"{"event":"xyz","server":"n1"}"#,
      #"t.ndjson:2:10: found "xyz", expected the name of an event"#
    ),
    (
      #"{"event":"start","server":"n1","trem":4}"#,
      #"t.ndjson:2:32: found "trem", expected a key of an event, perhaps "term""#
    ),
    (
      #"{"event":"start","server":"n1","wholly unrelated":4}"#,
      #"t.ndjson:2:32: found "wholly unrelated", expected a key of an event"#
    ),
    (
      #"{"event":"start","server":"n1","server":"n1"}"#,
      #"t.ndjson:2:32: found the key "server" a second time, expected each key once"#
    ),
    (
      #"{"event":"start","server":"n1","candidate":"n2"}"#,
      #"t.ndjson:2:32: found the key "candidate" in "start", expected a key of every event"#
    ),
    (
      #"{"event":"committed","server":"n1","role":"leader","index":1}"#,
      #"t.ndjson:2:36: found the key "role" in "committed", expected term, index or a key of every event"#
    ),
    (
      #"{"server":"n1"}"#,
      #"t.ndjson:2: found an event without "event", expected its name"#
    ),
    (
      #"{"event":"start"}"#,
      #"t.ndjson:2: found "start" without "server", expected this key"#
    ),
    (
      #"{"event":"committed","server":"n1"}"#,
      #"t.ndjson:2: found "committed" without "index", expected this key"#
    ),
    (
      #"{"event":"messageSent","server":"n1"}"#,
      #"t.ndjson:2: found "messageSent" without "message", expected this key"#
    ),
    (
      #"{"event":"messageSent","message":{"type":"TimeoutNow","from":"n1"}}"#,
      #"t.ndjson:2: found "messageSent" without "server", expected this key"#
    ),
    (
      #"{"event":"messageSent","server":"n1","message":{"from":"n1"}}"#,
      #"t.ndjson:2:48: found a message without "type", expected this key"#
    ),
    (
      #"{"event":"messageSent","server":"n1","message":{"type":"TimeoutNow"}}"#,
      #"t.ndjson:2: found a message without "from", expected this key in "messageSent""#
    ),
    (
      #"{"event":"messageSent","server":"n1","message":{"type":"InstallSnapshotRequest","from":"n1"}}"#,
      #"t.ndjson:2: found a message without "lastIncludedIndex", expected this key in "messageSent""#
    ),
    (
      #"{"event":"messageSent","server":"n1","message":{"type":"RequestVote","from":"n1"}}"#,
      #"t.ndjson:2:56: found "RequestVote", expected the type of a message, perhaps "RequestVoteRequest""#
    ),
    (
      #"{"event":"messageSent","server":"n1","message":{"type":"TimeoutNow","from":"n1","success":true}}"#,
      #"t.ndjson:2:48: found the key "success" in "TimeoutNow", expected a key of every message"#
    ),
    (
      #"{"event":"start","server":"n1","before":{},"after":{}}"#,
      #"t.ndjson:2: found "before" and "after", expected one of them"#
    ),
    (
      #"{"event":"start","server":"n1","after":{"currentTerm":null}}"#,
      #"t.ndjson:2:55: found "null", expected a number; a key whose value is unknown is left out"#
    ),
    (
      #"{"event":"start","server":"n1","after":{"currentTerm":18446744073709551616}}"#,
      #"t.ndjson:2:55: found "18446744073709551616", expected a whole number from 0 to 18446744073709551615"#
    ),
    (
      #"{"event":"start","server":"n1","after":{"currentTerm":"4"}}"#,
      #"t.ndjson:2:55: found "\"4\"}}", expected a number"#
    ),
    (
      #"{"event":"start","server":"n1","after":{"role":"Leader"}}"#,
      #"t.ndjson:2:48: found "Leader", expected a role, perhaps "leader""#
    ),
    (
      #"{"event":"start","server":"n1","after":{"role":"primary"}}"#,
      #"t.ndjson:2:48: found "primary", expected a role: "follower", "preCandidate", "candidate", "leader", "learner""#
    ),
    (
      #"{"event":"start","server":"n1","after":{"votedFor":0}}"#,
      #"t.ndjson:2:52: found "0", expected a string"#
    ),
    (
      #"{"event":"start","server":"n1","time":"2024-04-05 15:35"}"#,
      #"t.ndjson:2:39: found "2024-04-05 15:35", expected a time such as "2024-04-05T15:35:29.6Z""#
    ),
    (
      #"{"event":"start","server":"n1","at":"n1.log"}"#,
      #"t.ndjson:2:37: found "n1.log", expected a place such as "n1.log:118""#
    ),
    (
      #"{"event":"start","server":"n1","clock":{"n1":1,"n1":2}}"#,
      #"t.ndjson:2:48: found the server "n1" a second time, expected each server once"#
    ),
    (
      #"{"event":"entriesAppended","server":"n1","count":1,"entries":[{"index":7},{"index":8}]}"#,
      #"t.ndjson:2: found "count":1, expected from 2, the number of entries shown, to 9223372036854775807"#
    ),
    (
      #"{"event":"entriesAppended","server":"n1","entries":[{"index":7},{"index":7}]}"#,
      #"t.ndjson:2:65: found the index 7 behind 7, expected entries by rising index"#
    ),
    (
      #"{"event":"entriesAppended","server":"n1","entries":[{"term":7}]}"#,
      #"t.ndjson:2:53: found an entry without "index", expected this key"#
    ),
    (
      #"{"event":"entriesAppended","server":"n1","count":1,"isPartial":true}"#,
      #"t.ndjson:2: found "count" and "isPartial", expected one of them"#
    ),
    (
      #"{"event":"configurationInUse","server":"n1","configuration":{"learners":[]}}"#,
      #"t.ndjson:2:61: found a configuration without "voters", expected this key"#
    ),
    (
      #"{"event":"start","server":"n1"} {}"#,
      #"t.ndjson:2:33: found "{}", expected nothing behind the value"#
    ),
    (
      #"{"event":"start","server":"n1""#,
      #"t.ndjson:2:31: found the end, expected a comma or }"#
    ),
    (
      #"["start","n1"]"#,
      #"t.ndjson:2:1: found "[\"start\",\"n1\"]", expected an object"#
    ),
    (
      #"panic: runtime error"#,
      #"t.ndjson:2:1: found "panic", expected an object"#
    ),
    (
      NativeReading.header,
      #"t.ndjson:2: found another header, expected an event; a header begins the file"#
    ),
  ]

  @Test("Reading goes on behind a bad line")
  func goesOn() {
    let reading = NativeReading(
      """
      {"event":"start","server":"n1"}
      {"event":"strat","server":"n1"}
      what?
      {"event":"stop","server":"n1"}
      """)
    #expect(reading.events.map(\.kind) == [.start, .stop])
    #expect(reading.errors.map(\.line) == [2, 3])
    #expect(reading.tally.lines == 4)
    #expect(reading.tally.badLines == 2)
    #expect(reading.tally.events == 2)
  }

  @Test("A later version is refused as such, and nothing behind it is read")
  func laterVersion() {
    let reading = NativeReading(
      """
      {"format":"raft-trace","version":2,"dialect":{"clocks":"atomic"},"units":[]}
      {"event":"start","server":"n1"}
      """)
    #expect(
      reading.errors.map(\.description) == [
        "t.ndjson:1: found version 2 of the native format, expected at most version 1: a later raft-trace can read it"
      ])
    #expect(reading.events == [])
    #expect(reading.errors.first?.linesBehindAreReadable == false)
  }

  @Test(
    "A header that is wrong",
    arguments: [
      (#"{"format":"shiviz","version":1}"#, #"t.ndjson:1: found the format "shiviz", expected "raft-trace""#),
      (#"{"format":"raft-trace"}"#, #"t.ndjson:1: found a header without "version", expected this key"#),
      (
        #"{"format":"raft-trace","version":0}"#,
        "t.ndjson:1: found version 0 of the native format, expected at most version 1: a later raft-trace can read it"
      ),
      (
        #"{"format":"raft-trace","version":1,"dialekt":{}}"#,
        #"t.ndjson:1:36: found "dialekt", expected a key of the header, perhaps "dialect""#
      ),
      (
        #"{"format":"raft-trace","version":1,"dialect":{"durability":"never"}}"#,
        #"t.ndjson:1:60: found "never", expected a durability: "onEvidence", "atOnce""#
      ),
      (
        #"{"format":"raft-trace","version":1,"dialect":{"isComplete":1}}"#,
        #"t.ndjson:1:60: found "1", expected true or false"#
      ),
    ])
  func wrongHeader(header: String, expected: String) {
    #expect(NativeReading(header).errors.map(\.description) == [expected])
  }
}
