/// The mappings that come with the library.
public enum LogMappings {
  /// By name.
  ///
  /// A file that is no mapping is a mistake of the programmer: the tests load them all.
  public static let builtIn: [LogMapping] = [
    load(PackageResources.etcd_yaml, "etcd.yaml"),
    load(PackageResources.hashicorp_yaml, "hashicorp.yaml"),
    load(PackageResources.hashicorp_json_yaml, "hashicorp-json.yaml"),
    load(PackageResources.dqlite_yaml, "dqlite.yaml"),
    load(PackageResources.pysyncobj_yaml, "pysyncobj.yaml"),
    load(PackageResources.nats_yaml, "nats.yaml"),
    load(PackageResources.nuraft_yaml, "nuraft.yaml"),
    load(PackageResources.ovsdb_yaml, "ovsdb.yaml"),
    load(PackageResources.rabbitmq_yaml, "rabbitmq.yaml"),
    load(PackageResources.redpanda_yaml, "redpanda.yaml"),
  ]

  /// The mapping that most of the first lines follow; nil where none follows any.
  public static func guess(_ prefix: [UInt8], among mappings: [LogMapping] = builtIn) -> LogMapping? {
    var best: (mapping: LogMapping, lines: Int)?
    for mapping in mappings {
      let lines = mapping.recognizedLines(in: prefix)
      if lines > best?.lines ?? 0 { best = (mapping, lines) }
    }
    return best?.mapping
  }

  private static func load(_ yaml: [UInt8], _ file: String) -> LogMapping {
    do throws(MappingError) {
      return try LogMapping(yaml: yaml, file: file)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}

extension LogMapping {
  /// How many whole lines of a log's first bytes follow a rule.
  public func recognizedLines(in prefix: [UInt8]) -> Int {
    var matcher = LineMatcher(self)
    var count = 0
    for line in prefix.split(separator: UInt8(ascii: "\n")) {
      guard case .rule? = try? matcher.matchContents(of: line.span).outcome else { continue }
      count += 1
    }
    return count
  }
}
