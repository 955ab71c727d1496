import Glibc
import Synchronization

/// Whether Ctrl-C was pressed since it was asked for: the first one ends the work with what there is, the second ends
/// the process.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// From now on the first SIGINT is only noted.
  static func begin() {
    flag.store(false, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interruption.note() }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
    sigaction(SIGINT, &action, nil)
  }

  /// Back to what SIGINT does to any process.
  static func end() { signal(SIGINT, SIG_DFL) }

  static var isWanted: Bool { flag.load(ordering: .relaxed) }

  private static func note() { flag.store(true, ordering: .relaxed) }
}
