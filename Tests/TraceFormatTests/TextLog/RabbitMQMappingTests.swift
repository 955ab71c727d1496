import Testing

@testable import TraceFormat

/// What a log of RabbitMQ becomes, and what it does not prove.
@Suite struct RabbitMQMappingTests {
  private static func mapping() throws -> LogMapping {
    try #require(LogMappings.builtIn.first { $0.name == "rabbitmq" })
  }

  @Test("Text with and without colours and JSON become these events")
  func lines() throws {
    let log = #"""
      2026-11-23 07:49:28.083362+00:00 [info] <0.223.0>  node           : rabbit@10.77.0.1\#u{1B}[0m
      \#u{1B}[38;5;246m2026-11-23 07:50:26.301622+00:00 [debug] <0.508.0> queue 'qq' in vhost '/': ra_log:init recovered last_index_term {127,1} first index 0\#u{1B}[0m
      2026-11-23 07:50:26.4+00:00 [info] <0.5.0> queue 'qq' in vhost '/': granting vote for {'%2F_qq','rabbit@10.77.0.3'} with last indexterm {210,1} for term 3 previous term was 2\#u{1B}[0m
      2026-11-23 07:50:26.5+00:00 [info] <0.5.0> queue 'qq' in vhost '/': detected a new leader {'%2F_qq','rabbit@10.77.0.2'} in term 3
      {"time":"2026-11-23 07:41:05.1+00:00","level":"notice","msg":"queue 'qq' in vhost '/': candidate -> leader in term: 4 machine version: 2, last applied 9"}
      {"time":"2026-11-23 07:41:05.2+00:00","msg":"rabbit_stream_coordinator: leader saw append_entries_rpc from {rabbit_stream_coordinator,rabbit@h2} for term 6 abdicates term: 5!"}
      {"msg":"queue 'qq' in vhost '/': leader -> await_condition in term: 4 machine version: 2"}
      """#
    let expected = #"""
      1: known, no event:  node           : rabbit@10.77.0.1
      2: start server=rabbit@10.77.0.1 group=queue 'qq' in vhost '/' after.lastLogIndex=127 after.lastLogTerm=1
      3: voteGranted server=rabbit@10.77.0.1 group=queue 'qq' in vhost '/' candidate=rabbit@10.77.0.3 lastLogIndex=210 lastLogTerm=1 term=3 before.currentTerm=2
      4: observed server=rabbit@10.77.0.1 group=queue 'qq' in vhost '/' after.currentTerm=3
      5: roleChanged server=rabbit@10.77.0.1 group=queue 'qq' in vhost '/' role=leader after.currentTerm=4
      6: messageReceived server=rabbit@10.77.0.1 group=rabbit_stream_coordinator message.from=rabbit@h2 message.term=6 before.currentTerm=5 message.type=AppendEntriesRequest
      7: observed server=rabbit@10.77.0.1 group=queue 'qq' in vhost '/' after.currentTerm=4
      """#
    #expect(try TextLogFixtures.lines(log, Self.mapping()).joined(separator: "\n") == expected)
  }

  @Test("Before the node has named itself a line is nobody's, whatever the file is called")
  func noName() throws {
    let message = "q: candidate -> leader in term: 4 machine version: 2"
    let lines = try TextLogFixtures.lines(
      "2026-11-23 07:50:26.4+00:00 [notice] <0.5.0> \(message)", Self.mapping())
    #expect(lines == ["1: left, names no server: \(message)"])
  }
}
