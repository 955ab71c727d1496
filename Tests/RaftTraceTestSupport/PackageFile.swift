public import TraceFormat

/// A file of the package, named by its path from the package's root.
public enum PackageFile {
  /// The package's root, from where this file was compiled.
  public static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/")

  /// The file as text; throws where it is missing.
  public static func text(_ path: String) throws(ReadingError) -> String {
    let source = try ByteSource(path: "\(root)/\(path)")
    return String(decoding: try source.readToEnd(lengthMaximum: 1 << 24), as: UTF8.self)
  }
}
