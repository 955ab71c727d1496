/// What keeps a trace from being read: where it is, what was found and what was expected.
///
/// Its description is one line: `n1.log:12:7: found "abc", expected a number`.
public struct ReadingError: Error, Equatable, Sendable {
  /// What is wrong with the input.
  ///
  /// The texts of `found` are made by ``ReadingError/quote(_:)`` and safe to print.
  public enum Kind: Equatable, Sendable {
    case missingFile
    /// The system's reason, such as `Permission denied`.
    case unreadable(reason: String)
    case isDirectory
    /// The compressed data end inside a gzip member or a zstd frame.
    case truncatedCompression(Compression)
    /// The decompressor's complaint.
    case corruptCompression(Compression, reason: String)
    /// Both in bytes. Reading can go on behind the line.
    case lineTooLong(length: Int, maximum: Int)
    /// A format that needs the whole input at once got more than `maximum` bytes.
    case inputTooLong(maximum: Int)
    case emptyInput
    /// No reader recognizes the first bytes; `expected` names the formats.
    case unknownFormat(found: String, expected: String)
    case malformed(found: String, expected: String)
    /// The line or the document ends where something is missing.
    case unexpectedEnd(expected: String)
    case numberOutOfRange(found: String, expected: String)
    case invalidUTF8(found: String)
  }

  /// Who can help: the author of the input, or whoever named it.
  public enum Category: Equatable, Sendable {
    /// The input is there and not what it should be (exit status 65).
    case malformed
    /// The input is missing or cannot be read (exit status 66).
    case unavailable
  }

  /// The name of the input, as the user gave it.
  public var file: String
  /// Counted from 1; nil where the error belongs to no line.
  public var line: Int?
  /// The byte in the line, counted from 1; nil where the whole line is meant.
  public var column: Int?
  public var kind: Kind

  public init(file: String, line: Int? = nil, column: Int? = nil, kind: Kind) {
    self.file = file
    self.line = line
    self.column = column
    self.kind = kind
  }

  /// Decides the exit status: 65 for malformed, 66 for unavailable input.
  public var category: Category {
    switch kind {
    case .missingFile, .unreadable, .isDirectory: .unavailable
    case .truncatedCompression, .corruptCompression, .lineTooLong, .inputTooLong, .emptyInput,
      .unknownFormat, .malformed, .unexpectedEnd, .numberOutOfRange, .invalidUTF8:
      .malformed
    }
  }

  /// Tells whether the fault lies in one line, so that the lines behind it can still be read.
  public var linesBehindAreReadable: Bool {
    switch kind {
    case .lineTooLong, .malformed, .unexpectedEnd, .numberOutOfRange, .invalidUTF8: line != nil
    case .missingFile, .unreadable, .isDirectory, .truncatedCompression, .corruptCompression,
      .inputTooLong, .emptyInput, .unknownFormat:
      false
    }
  }
}

extension ReadingError: CustomStringConvertible {
  public var description: String {
    var place = Self.escape(file)
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return "\(place): \(kind.sentence)"
  }
}

extension ReadingError.Kind {
  var sentence: String {
    switch self {
    case .missingFile: "no such file"
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .isDirectory: "found a directory, expected a file; name the files in it"
    case .truncatedCompression(let format): "the \(format) data end too early; the file was cut"
    case .corruptCompression(let format, let reason): "the \(format) data are corrupt: \(reason)"
    case .lineTooLong(let length, let maximum):
      "found a line of \(length) bytes, expected at most \(maximum)"
    case .inputTooLong(let maximum): "found more than \(maximum) bytes, expected at most that"
    case .emptyInput: "found nothing, expected a trace"
    case .unknownFormat(let found, let expected), .malformed(let found, let expected),
      .numberOutOfRange(let found, let expected):
      "found \(found), expected \(expected)"
    case .unexpectedEnd(let expected): "found the end, expected \(expected)"
    case .invalidUTF8(let found): "found \(found), expected valid UTF-8"
    }
  }
}

/// The ways of compressing a trace that are recognized by their first bytes.
public enum Compression: String, CaseIterable, CustomStringConvertible, Sendable {
  case gzip
  case zstd

  public var description: String { rawValue }

  /// The bytes each member or frame begins with (RFC 1952 §2.3.1, RFC 8878 §3.1.1).
  var magic: [UInt8] {
    switch self {
    case .gzip: [0x1f, 0x8b]
    case .zstd: [0x28, 0xb5, 0x2f, 0xfd]
    }
  }
}
