/// The colours of all pictures: those of Okabe and Ito, which people with any colour vision can tell apart.
///
/// Never the only sign: what a colour says, a word, a mark or a thickness says too.
enum Palette {
  static let orange = "#E69F00"
  static let skyBlue = "#56B4E9"
  static let green = "#009E73"
  static let yellow = "#F0E442"
  static let blue = "#0072B2"
  static let vermilion = "#D55E00"
  static let purple = "#CC79A7"
  /// Vermilion thinned with white, as a ground under text.
  static let paleVermilion = "#FBE9DE"
  static let grey = "#999999"
  static let darkGrey = "#555555"
  static let paleGrey = "#E6E6E6"
  static let white = "#FFFFFF"
}
