#if Graphviz

  /// Which texts may be given to Graphviz at all.
  enum DOTText {
    /// Refuses text that Graphviz would cut off, or carry over into a file that is no longer XML.
    static func check(_ dot: String) throws(GraphvizError) {
      var line = 1
      for scalar in dot.unicodeScalars {
        if scalar == "\n" { line += 1 }
        guard isAllowed(scalar) else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          let code = String(repeating: "0", count: 4 - digits.count) + digits
          throw .unusableText("line \(line) of the DOT text holds the control character U+\(code)")
        }
      }
    }

    /// XML 1.0 §2.2, production 2, less what a Swift string cannot hold.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: true
      case 0x00...0x1F, 0xFFFE, 0xFFFF: false
      default: true
      }
    }
  }

#endif
