#if Graphviz

  /// A picture format libgraphviz writes.
  public enum PictureFormat: String, CaseIterable, Sendable {
    /// Vector graphics as XML text in UTF-8; the same bytes on every machine with the same Graphviz.
    case svg

    /// Pixels at 96 per inch, in the fonts installed here.
    case png

    /// One page of vector graphics, in the fonts installed here.
    case pdf

    /// DOT text again, with the positions the layout found.
    case dot

    /// A picture that leaves drawing its texts to the viewer is laid out without the fonts installed here.
    ///
    /// They say nothing of the fonts there, and would make the file differ between machines. The tables know Times,
    /// Helvetica or Arial, and Courier: name one of these as `fontname`.
    var fonts: FontSource {
      switch self {
      case .svg, .dot: .tables
      case .png, .pdf: .installed
      }
    }
  }

#endif
