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

  /// The names of the folders and files in a folder below `shared`, sorted.
  public static func names(in folder: String) -> [String] {
    guard let root else { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []).sorted()
  }

  /// The files of a folder below `shared` whose names end so, sorted.
  public static func files(in folder: String, endingIn suffixes: [String]) -> [String] {
    guard let root else { return [] }
    return names(in: folder).filter { name in suffixes.contains { name.hasSuffix($0) } }.map {
      "\(root)/\(folder)/\($0)"
    }
  }
}
