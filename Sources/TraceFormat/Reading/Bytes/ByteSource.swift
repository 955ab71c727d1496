import Glibc

/// The bytes of a trace: a file, standard input or memory, decompressed where they are gzip or zstd.
///
/// Compression is recognized by the first bytes, not by the file's name, and on pipes too. Members and frames that
/// follow each other are one stream.
public final class ByteSource {
  /// Names standard input in messages and reports.
  public static let standardInputName = "standard input"

  /// Names the input in messages, as the user gave it.
  public let name: String

  private var input: StoredInput
  /// Nil until the first bytes are asked for: opening a pipe does not wait for its writer.
  private var decoder: Decoder?
  /// Decompressed bytes that were looked at and not yet read.
  private var peeked: [UInt8] = []
  private var failure: ReadingError?
  private let ownedDescriptor: CInt?

  private enum Decoder {
    case plain
    case gzip(GzipDecoder)
    case zstd(ZstdDecoder)
  }

  /// Opens a file, or standard input where the path is `-`.
  ///
  /// Throws `missingFile`, `isDirectory` or `unreadable`.
  public convenience init(path: String) throws(ReadingError) {
    if path == "-" {
      self.init(descriptor: STDIN_FILENO, name: Self.standardInputName)
    } else {
      self.init(descriptor: try Self.open(path), name: path, closesDescriptor: true)
    }
  }

  /// Reads a descriptor that is already open.
  ///
  /// `windowLength` is the size in bytes of one read of compressed data.
  public init(descriptor: CInt, name: String, closesDescriptor: Bool = false, windowLength: Int = 1 << 18) {
    precondition(windowLength >= 4, "the window must hold the longest magic number")
    self.name = name
    input = StoredInput(descriptor: descriptor, name: name, windowLength: windowLength)
    ownedDescriptor = closesDescriptor ? descriptor : nil
  }

  /// Reads bytes that are in memory.
  public init(bytes: [UInt8], name: String = "memory") {
    self.name = name
    input = StoredInput(bytes: bytes, name: name)
    ownedDescriptor = nil
  }

  deinit {
    if let ownedDescriptor { close(ownedDescriptor) }
  }

  /// Moves the next decompressed bytes into a buffer that is not empty; returns their number, 0 at the end.
  ///
  /// An error comes only after all bytes before it were delivered, and again at each later call.
  public func read(into output: UnsafeMutableRawBufferPointer) throws(ReadingError) -> Int {
    precondition(!output.isEmpty, "0 bytes read would look like the end")
    guard peeked.isEmpty else { return takePeeked(into: output) }
    if let failure { throw failure }
    var count = 0
    do throws(ReadingError) {
      try decode(into: output, count: &count)
    } catch {
      failure = error
      if count == 0 { throw error }
    }
    return count
  }

  /// Overwrites bytes of a buffer from an offset on, which must be below its count; otherwise the same.
  public func read(into buffer: inout [UInt8], from offset: Int) throws(ReadingError) -> Int {
    precondition(buffer.indices.contains(offset), "the buffer ends before \(offset)")
    return try buffer.withUnsafeMutableBufferPointer { (buffer) throws(ReadingError) in
      try read(into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[offset...])))
    }
  }

  /// Returns up to `count` of the next bytes without consuming them; fewer only where the input ends or fails.
  ///
  /// A failure is kept for the read that reaches it.
  public func prefix(_ count: Int) -> [UInt8] {
    while peeked.count < count {
      var bytes = [UInt8](repeating: 0, count: count - peeked.count)
      var length = 0
      do throws(ReadingError) {
        if let failure { throw failure }
        try bytes.withUnsafeMutableBufferPointer { (bytes) throws(ReadingError) in
          try decode(into: UnsafeMutableRawBufferPointer(bytes), count: &length)
        }
      } catch {
        failure = error
      }
      if length == 0 { break }
      peeked += bytes[..<length]
    }
    return Array(peeked.prefix(count))
  }

  /// Returns all bytes that are left, for formats that are one document; throws `inputTooLong` past a maximum.
  public func readToEnd(lengthMaximum: Int) throws(ReadingError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = try read(into: &chunk, from: 0)
      if count == 0 { return bytes }
      guard bytes.count + count <= lengthMaximum else {
        throw ReadingError(file: name, kind: .inputTooLong(maximum: lengthMaximum))
      }
      bytes += chunk[..<count]
    }
  }

  private func takePeeked(into output: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(peeked.count, output.count)
    output.copyBytes(from: peeked[..<count])
    peeked.removeFirst(count)
    return count
  }

  private func decode(into output: UnsafeMutableRawBufferPointer, count: inout Int) throws(ReadingError) {
    switch try recognizedDecoder() {
    case .plain: count = try input.read(into: output)
    case .gzip(let gzip): try gzip.decode(&input, into: output, count: &count)
    case .zstd(let zstd): try zstd.decode(&input, into: output, count: &count)
    }
  }

  private func recognizedDecoder() throws(ReadingError) -> Decoder {
    if let decoder { return decoder }
    let recognized: Decoder
    if try begins(with: Compression.gzip.magic) {
      recognized = .gzip(GzipDecoder())
    } else if try begins(with: Compression.zstd.magic) {
      recognized = .zstd(ZstdDecoder())
    } else {
      recognized = .plain
    }
    decoder = recognized
    return recognized
  }

  /// Waits for no more bytes than it takes to refute the magic number.
  private func begins(with magic: [UInt8]) throws(ReadingError) -> Bool {
    for (offset, byte) in magic.enumerated() {
      if input.unreadCount <= offset {
        guard try input.refill() else { return false }
      }
      guard input.peek(offset) == byte else { return false }
    }
    return true
  }

  private static func open(_ path: String) throws(ReadingError) -> CInt {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      if code == ENOENT { throw ReadingError(file: path, kind: .missingFile) }
      throw ReadingError(file: path, kind: .unreadable(reason: String(cString: strerror(code))))
    }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw ReadingError(file: path, kind: .isDirectory)
    }
    return descriptor
  }
}
