#if Graphviz

  /// Why there is no picture.
  public enum GraphvizError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text cannot be given to Graphviz, or would make a broken or changing picture.
    case unusableText(String)

    /// Graphviz reported errors; the text is its own words, one message a line.
    case reported(String)

    /// The graph is larger than the caller allows.
    case tooLarge(GraphSize, limit: GraphLimit)

    /// The installed Graphviz lacks the plugin that writes the format; the text is its own words.
    case cannotWrite(PictureFormat, String)

    /// The installed Graphviz lacks the plugin of the layout; the text is its own words.
    case cannotLayOut(LayoutEngine, String)

    /// One sentence for the user, or Graphviz's own lines after its name.
    public var description: String {
      switch self {
      case .unusableText(let reason): reason
      case .reported(let words): "Graphviz: \(words)"
      case .tooLarge(let size, let limit): limit.sentence(about: size)
      case .cannotWrite(let format, let words):
        "this Graphviz cannot write \(format.rawValue) (\(words)); \(Self.remedy)"
      case .cannotLayOut(let engine, let words):
        "this Graphviz has no layout \(engine.rawValue) (\(words)); \(Self.remedy)"
      }
    }

    private static let remedy = "install the plugin, or register installed plugins with `dot -c`"
  }

#endif
