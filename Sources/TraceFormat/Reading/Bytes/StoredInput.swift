import Glibc

/// The bytes as they are stored, before any decompression, with a window to look ahead in.
struct StoredInput {
  let name: String
  /// Nil where the window holds all there is.
  private let descriptor: CInt?
  private var window: [UInt8]
  private var unread: Range<Int>

  init(descriptor: CInt, name: String, windowLength: Int) {
    self.name = name
    self.descriptor = descriptor
    window = [UInt8](repeating: 0, count: windowLength)
    unread = 0..<0
  }

  init(bytes: [UInt8], name: String) {
    self.name = name
    descriptor = nil
    window = bytes
    unread = 0..<bytes.count
  }

  /// The number of bytes in the window that are not consumed yet.
  var unreadCount: Int { unread.count }

  /// Returns an unread byte of the window; the offset must be below ``unreadCount``.
  func peek(_ offset: Int) -> UInt8 { window[unread.lowerBound + offset] }

  /// Adds bytes to the window; false at the end of the input.
  ///
  /// Whoever calls it leaves room: the window is never filled by looking at a few bytes.
  mutating func refill() throws(ReadingError) -> Bool {
    guard let descriptor else { return false }
    if unread.isEmpty { unread = 0..<0 }
    let (name, start) = (name, unread.upperBound)
    let count = try window.withUnsafeMutableBufferPointer { (window) throws(ReadingError) in
      let room = UnsafeMutableBufferPointer(rebasing: window[start...])
      return try Self.read(descriptor, into: UnsafeMutableRawBufferPointer(room), name)
    }
    unread = unread.lowerBound..<start + count
    return count > 0
  }

  /// Moves bytes out: those of the window first, then straight from the descriptor; 0 at the end.
  mutating func read(into output: UnsafeMutableRawBufferPointer) throws(ReadingError) -> Int {
    if unread.isEmpty {
      guard let descriptor else { return 0 }
      return try Self.read(descriptor, into: output, name)
    }
    let count = min(unread.count, output.count)
    consume { bytes in
      output.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
      return count
    }
    return count
  }

  /// Hands the unread bytes of the window to a body that returns how many of them it consumed.
  mutating func consume(_ body: (UnsafeRawBufferPointer) -> Int) {
    let count = window.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[unread])) }
    unread = unread.lowerBound + count..<unread.upperBound
  }

  /// Calls read(2) until it is not interrupted; waits also where the descriptor was made non-blocking.
  private static func read(
    _ descriptor: CInt, into output: UnsafeMutableRawBufferPointer, _ name: String
  ) throws(ReadingError) -> Int {
    while true {
      let count = Glibc.read(descriptor, output.baseAddress, output.count)
      if count >= 0 { return count }
      let code = errno
      switch code {
      case EINTR: continue
      case EAGAIN: awaitInput(descriptor)
      case EISDIR: throw ReadingError(file: name, kind: .isDirectory)
      default: throw ReadingError(file: name, kind: .unreadable(reason: String(cString: strerror(code))))
      }
    }
  }

  private static func awaitInput(_ descriptor: CInt) {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    poll(&request, 1, -1)
  }
}
