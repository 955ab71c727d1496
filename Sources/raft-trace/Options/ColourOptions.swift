import ArgumentParser
import Glibc
import TraceRendering

/// When to colour a report.
struct ColourOptions: ParsableArguments {
  enum Colour: String, CaseIterable, ExpressibleByArgument {
    case auto
    case always
    case never
  }

  @Option(help: "auto colours only on a terminal, and not where NO_COLOR is set.")
  var color: Colour = .auto

  var textOptions: TextOptions { textOptions(on: STDOUT_FILENO) }

  /// - Parameter file: where the text goes.
  func textOptions(on file: CInt) -> TextOptions {
    var options = TextOptions()
    options.width = max(40, min(Console.width, 120))
    options.colour = isColoured(on: file) ? .ansi : .none
    return options
  }

  private func isColoured(on file: CInt) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: Console.environment("NO_COLOR") == nil && Console.isTerminal(file)
    }
  }
}
