import FoundationEssentials

/// Real logs and traces that lie in a folder `shared` beside or above the package, on machines that have them.
public enum SharedFiles {
  /// The nearest folder `shared` above the package that holds logs; nil where there is none.
  public static let root: String? = {
    var folders = PackageFile.root.split(separator: "/", omittingEmptySubsequences: false)
    while folders.count > 1 {
      folders.removeLast()
      let candidate = folders.joined(separator: "/") + "/shared"
      if FileManager.default.fileExists(atPath: candidate + "/logs") { return candidate }
    }
    return nil
  }()

  /// Why a test is skipped where the folder is missing.
  public static let absence = "no folder 'shared' with real logs lies beside or above the package"

  /// The files of a folder below `shared` whose names end so, sorted.
  public static func files(in folder: String, endingIn suffixes: [String]) -> [String] {
    guard let root, let names = try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")
    else {
      return []
    }
    return names.filter { name in suffixes.contains { name.hasSuffix($0) } }.sorted().map {
      "\(root)/\(folder)/\($0)"
    }
  }
}
