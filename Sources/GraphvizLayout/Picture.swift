#if Graphviz

  /// The bytes of a picture file, and what Graphviz had to remark.
  public struct Picture: Hashable, Sendable {
    /// The format asked for.
    public let format: PictureFormat

    /// The whole file; UTF-8 text for `svg` and `dot`.
    public let bytes: [UInt8]

    /// Graphviz's warnings in its own words, such as an unknown shape replaced by a box.
    public let warnings: [String]
  }

#endif
