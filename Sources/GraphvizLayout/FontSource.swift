#if Graphviz

  import CGraphviz

  /// Where a layout learns how wide a text is.
  enum FontSource {
    /// The fonts installed here; the picture holds their shapes.
    case installed

    /// The width tables compiled into Graphviz; the picture leaves drawing the text to its viewer.
    case tables

    /// Contexts in use, for the life of the process; touched only under the lock of `GraphvizSession`.
    ///
    /// Releasing one would be worse: Graphviz's Pango plugin keeps the font name it saw last across contexts, reads
    /// it again when it is freed memory, and with bad luck draws in the font of an earlier picture. Each release
    /// also leaks the configuration (3.6 KB in Graphviz 2.42).
    nonisolated(unsafe) private static var contexts: [FontSource: OpaquePointer] = [:]

    /// The context for these fonts; the caller holds the lock of `GraphvizSession`.
    func context() -> OpaquePointer? {
      if let context = Self.contexts[self] { return context }
      let context =
        switch self {
        case .installed: gvContext()
        case .tables: rt_context_without_fonts()
        }
      Self.contexts[self] = context
      return context
    }

    /// Has the next call begin with a new context, as Graphviz leaves an unfinished job in one that failed to write.
    func retireContext() {
      Self.contexts[self] = nil
    }
  }

#endif
