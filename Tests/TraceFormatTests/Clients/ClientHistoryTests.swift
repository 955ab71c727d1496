import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Histories of clients")
struct ClientHistoryTests {
  @Test("Whole operations come in the order of their moments; equal moments overlap")
  func wholeOperations() {
    let reading = ClientReading(
      """
      {"client":1,"f":"put","k":"x","v":"a","invoke":"2026-01-01T00:00:01Z","done":"2026-01-01T00:00:03Z","ok":true,"rev":"7"}
      {"client":2,"f":"get","k":"x","v":null,"invoke":"2026-01-01T00:00:03Z","done":"2026-01-01T00:00:04Z","ok":true}
      {"client":3,"f":"put","k":"x","v":"b","invoke":"2026-01-01T00:00:00Z","ok":false,"err":"timed out"}

      """, .json)
    #expect(reading.errors.isEmpty)
    #expect(
      reading.story == [
        "3: 3 calls write x \"b\"", "1: 1 calls write x \"a\"", "2: 2 calls read x",
        "1: 1 gets write x \"a\" succeeded @7", "2: 2 gets read x nothing succeeded",
      ])
  }

  @Test("What was not acknowledged may have happened")
  func notAcknowledged() {
    let reading = ClientReading(
      #"{"client":3,"f":"put","k":"x","v":"b","invoke":5,"done":6,"ok":false}"#, .json)
    #expect(reading.story.last == "1: 3 gets write x \"b\" indefinite")
  }

  @Test("A register's history of Jepsen, over several lines and with a nemesis")
  func register() {
    let reading = ClientReading(
      """
      ; a comment
      {:process 0, :type :invoke, :f :write, :value 3, :index 0, :time 12}
      {:process :nemesis, :type :info, :f :start, :value nil}
      {:process 1 :type :invoke
       :f :read :value nil}
      #jepsen.history.Op{:process 0, :type :ok, :f :write, :value 3}
      {:process 1, :type :ok, :f :read, :value 3} {:process 2, :type :invoke, :f :cas, :value [3 4]}
      {:process 2, :type :info, :f :cas, :value [3 4], :error [:timeout "x {"]}
      {:process 4, :type :invoke, :f :write, :value 9}
      {:process 4, :type :fail, :f :write, :value 9}

      """, .edn)
    #expect(reading.errors.isEmpty)
    #expect(
      reading.story == [
        "2: 0 calls write 3", "4: 1 calls read", "6: 0 gets write 3 succeeded", "7: 1 gets read 3 succeeded",
        "7: 2 calls compareAndSwap 4", "8: 2 gets compareAndSwap 4 indefinite", "9: 4 calls write 9",
        "10: 4 gets write 9 failed",
      ])
  }

  @Test("Values that hold keys, as a called read shows")
  func independentKeys() {
    let reading = ClientReading(
      """
      [{:process 0, :type :invoke, :f :write, :value [7 3]}
       {:process 0, :type :ok, :f :write, :value [7 3]}
       {:process 0, :type :invoke, :f :read, :value [7 nil]}
       {:process 0, :type :ok, :f :read, :value [7 3]}]
      """, .edn)
    #expect(
      reading.story == [
        "1: 0 calls write 7 3", "2: 0 gets write 7 3 succeeded", "3: 0 calls read 7",
        "4: 0 gets read 7 3 succeeded",
      ])
  }

  @Test("Operations that are neither reads nor writes are told as such")
  func others() {
    let reading = ClientReading(
      "{:process 0, :type :invoke, :f :txn, :value [[:r 1 nil]]}\n{:process 0, :type :ok, :f :txn, :value [[:r 1 2]]}\n",
      .edn)
    #expect(reading.story.map { $0.prefix(11) } == ["1: 0 calls ", "2: 0 gets ?"])
  }

  @Test("A bad record is told with its place, and what is around it is kept")
  func badRecords() {
    let edn = ClientReading(
      "{:process 0, :type :invoke, :f :write, :value 3}\n}\n{:process 0, :type :ok, :f :write, :value 3}\n{:a",
      .edn)
    #expect(edn.events.count == 2)
    #expect(edn.errors.map { $0.line } == [2, 4])
    let json = ClientReading(
      "{\"process\":0,\"type\":\"invoke\",\"f\":\"write\",\"value\":3}\n{\"process\":\n{\"f\":\"read\",\"k\":\"x\"}\n",
      .json)
    #expect(json.events.count == 1)
    #expect(json.errors.map { $0.line } == [2, 3])
  }

  @Test("Histories are recognized, and logs are not taken for them")
  func recognition() throws {
    let table = FormatTable()
    func guess(_ text: String) -> String? { try? table.guess(Array(text.utf8), file: "h").name }
    #expect(guess("{:process 0, :type :invoke, :f :read, :value nil}\n") == "jepsen")
    #expect(guess("[{:index 0 :process 0, :type :invoke, :f :read, :value nil}\n") == "jepsen")
    #expect(guess(#"{"client":1,"f":"put","k":"a","v":"b","invoke":1,"done":2,"ok":true}"#) == "clients")
    #expect(guess(#"{"process":1,"type":"invoke","f":"read"}"#) == "clients")
    #expect(guess(#"{"level":"info","ts":"2026-01-01T00:00:00Z","msg":"started"}"#) != "clients")
    #expect(guess("raft: term 1\n") != "jepsen")
  }

  @Test("Cut and changed histories are read without a crash", arguments: [UInt64(1), 2, 3])
  func fuzz(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let edn = Array(
      "{:process 0, :type :invoke, :f :cas, :value [1 \"a\\\"b\"], :x #{1 #_2 3} :y #inst \"1\"}\n".utf8)
    let json = Array(#"{"client":1,"f":"put","k":"a","v":[1,2],"invoke":1,"done":2,"ok":true}"#.utf8)
    for _ in 0..<2_000 {
      for (text, syntax) in [(edn, ClientHistoryReader.Syntax.edn), (json, .json)] {
        var bytes = Array((text + text).prefix(Int.random(in: 0...2 * text.count, using: &random)))
        if !bytes.isEmpty, random.isOnce(in: 2) {
          bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        let reading = ClientReading(bytes, syntax)
        #expect(reading.errors.allSatisfy { $0.line != nil }, "seed \(seed)")
        _ = FormatTable().formats.filter { $0.name == "jepsen" || $0.name == "clients" }
      }
    }
  }
}
