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

  var textOptions: TextOptions {
    var options = TextOptions()
    options.width = max(40, min(Console.width, 120))
    options.colour = isColoured ? .ansi : .none
    return options
  }

  private var isColoured: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: Console.environment("NO_COLOR") == nil && Console.isTerminal(STDOUT_FILENO)
    }
  }
}
