/// A format that traces are read from: its name, how to tell it from the first bytes, and its reader.
public enum InputFormat: Sendable {
  /// The native NDJSON format, documented in `Documentation/TraceFormat.md`.
  case native
  /// The traces of etcd's raft library built with its `with_tla` tag.
  case etcdRaft
  /// Logs with vector clocks, for ShiViz.
  case shiViz
  /// What TLC prints of a specification's behaviors, with or without `-tool`.
  case tlc(SpecMapping)
  /// What TLC writes with `-dumpTrace json`.
  case tlcJSON(SpecMapping)
  /// The Informal Trace Format of Apalache and Quint.
  case itf(SpecMapping)
  /// The counterexamples of the FizzBee model checker.
  case fizzBee(SpecMapping)
  /// The traces of CCF's consensus.
  case ccf
  /// The traces of hashicorp/raft with Specula's instrumentation.
  case speculaRaft
  /// What clients asked and were answered, one JSON object a line.
  case clients
  /// What clients asked and were answered, in Jepsen's EDN.
  case jepsen
  /// The database file of a server of a cluster of OVSDB.
  case ovsdbFile
  /// The write-ahead log of an etcd server.
  case etcdWAL
  /// A dump of the write-ahead log of an etcd server, one JSON object a record.
  case etcdWALDump
  /// A text or JSON log, read through a declarative mapping.
  case mapped(LogMapping)

  /// The name for `--format`.
  public var name: String {
    switch self {
    case .native: "raft-trace"
    case .etcdRaft: "etcd-raft"
    case .shiViz: "shiviz"
    case .tlc: "tlc"
    case .tlcJSON: "tlc-json"
    case .itf: "itf"
    case .fizzBee: "fizzbee"
    case .ccf: "ccf"
    case .speculaRaft: "specula-raft"
    case .clients: "clients"
    case .jepsen: "jepsen"
    case .ovsdbFile: "ovsdb-file"
    case .etcdWAL: "etcd-wal"
    case .etcdWALDump: "etcd-wal-dump"
    case .mapped(let mapping): mapping.name
    }
  }

  /// One line of help.
  public var title: String {
    switch self {
    case .native: "raft-trace's own traces (NDJSON), read and written"
    case .etcdRaft: "traces of etcd's raft library, built with its with_tla tag (NDJSON)"
    case .shiViz: "logs with vector clocks, for ShiViz, read and written"
    case .tlc: "states of a TLA+ specification of Raft as TLC prints them, also with -tool"
    case .tlcJSON: "states of a TLA+ specification of Raft, written by TLC with -dumpTrace json"
    case .itf: "states of a specification of Raft in the Informal Trace Format (Apalache, Quint)"
    case .fizzBee: "counterexamples of FizzBee: error-graph.json, its output, nodes_errors.pb"
    case .ccf: "traces of CCF's consensus, as its driver writes them (NDJSON)"
    case .speculaRaft: "traces of hashicorp/raft with Specula's instrumentation (NDJSON)"
    case .clients: "histories of clients: operations with their outcomes (NDJSON)"
    case .jepsen: "histories of clients as Jepsen writes them (EDN)"
    case .ovsdbFile: "database files of OVSDB in a cluster: what a server has on disk"
    case .etcdWAL: "write-ahead logs of etcd (*.wal, or a directory with them): what a server has on disk"
    case .etcdWALDump: "dumps of write-ahead logs of etcd (NDJSON)"
    case .mapped(let mapping): mapping.title
    }
  }

  /// How well the format fits the first bytes of a file: 0 not at all, otherwise the number of its lines that are seen.
  func fit(_ prefix: [UInt8]) -> Int {
    switch self {
    case .native: NativeTraceReader.recognizes(prefix.span) ? Int.max : 0
    case .etcdRaft: EtcdRaftTraceReader.recognizes(prefix.span) ? Int.max - 1 : 0
    case .shiViz: ShiVizTraceReader.recognizes(prefix.span) ? Int.max - 2 : 0
    case .tlc: StateFormatRecognition.isTLCText(prefix.span) ? Int.max - 2 : 0
    case .tlcJSON: StateFormatRecognition.isTLCJSON(prefix.span) ? Int.max - 2 : 0
    case .itf: StateFormatRecognition.isITF(prefix.span) ? Int.max - 2 : 0
    case .fizzBee: FizzBeeFile(prefix.span) == nil ? 0 : Int.max - 2
    case .ccf: CCFTraceReader.recognizes(prefix.span) ? Int.max - 1 : 0
    case .speculaRaft: SpeculaTraceReader.recognizes(prefix.span) ? Int.max - 1 : 0
    case .clients: ClientHistoryReader.recognizesJSON(prefix.span) ? Int.max - 3 : 0
    case .jepsen: ClientHistoryReader.recognizesEDN(prefix.span) ? Int.max - 3 : 0
    case .ovsdbFile: OVSDBFileReader.recognizes(prefix.span) ? Int.max : 0
    case .etcdWAL: EtcdWALReader.recognizes(prefix.span) ? Int.max : 0
    case .etcdWALDump: EtcdWALDumpReader.recognizes(prefix.span) ? Int.max - 1 : 0
    case .mapped(let mapping): mapping.recognizedLines(in: prefix)
    }
  }

  /// Opens a reader of this format; `aliases` is shared by the readers of one input.
  public func reader(_ lines: LineReader, symbols: TraceSymbols, aliases: ServerAliases) -> any TraceReader {
    switch self {
    case .native: NativeTraceReader(lines, symbols: symbols)
    case .etcdRaft: EtcdRaftTraceReader(lines, symbols: symbols)
    case .shiViz: ShiVizTraceReader(lines, symbols: symbols)
    case .tlc(let mapping): TLCTextReader(lines, mapping: mapping, symbols: symbols)
    case .tlcJSON(let mapping): TLCJSONReader(lines, mapping: mapping, symbols: symbols)
    case .itf(let mapping): ITFReader(lines, mapping: mapping, symbols: symbols)
    case .fizzBee(let mapping): FizzBeeReader(lines, mapping: mapping, symbols: symbols)
    case .ccf: CCFTraceReader(lines, symbols: symbols)
    case .speculaRaft: SpeculaTraceReader(lines, symbols: symbols)
    case .clients: ClientHistoryReader(lines, symbols: symbols, syntax: .json)
    case .jepsen: ClientHistoryReader(lines, symbols: symbols, syntax: .edn)
    case .ovsdbFile: OVSDBFileReader(lines, symbols: symbols)
    case .etcdWAL: EtcdWALReader(lines, symbols: symbols)
    case .etcdWALDump: EtcdWALDumpReader(lines, symbols: symbols)
    case .mapped(let mapping): TextLogReader(lines, mapping: mapping, symbols: symbols, names: aliases)
    }
  }
}
