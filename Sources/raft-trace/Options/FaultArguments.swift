import ArgumentParser
import RaftTraceChecker

/// How often what happens in a simulation; each is a probability from 0 to 1.
struct FaultArguments: ParsableArguments {
  @Option(help: "Of a message: that it is lost.")
  var loss = SimulationOptions().loss

  @Option(help: "Of a message: that it arrives twice.")
  var duplication = SimulationOptions().duplication

  @Option(help: "Of a message: that it overtakes older ones.")
  var reordering = SimulationOptions().reordering

  @Option(help: "In each step: that a partition begins.")
  var partition = SimulationOptions().partition

  @Option(help: "In each step: that a partition ends.")
  var healing = SimulationOptions().healing

  @Option(help: "In each step: that a server crashes and starts again.")
  var restart = SimulationOptions().restart

  @Option(help: "In each step: that an election timer fires; ten times as much without a leader.")
  var timeout = SimulationOptions().timeout

  @Option(help: "In each step: that a client sends a command.")
  var append = SimulationOptions().append

  @Option(help: "In each step: that a leader is asked to change the members.")
  var membershipChange = SimulationOptions().membershipChange

  @Option(help: "In each step: that a server compacts its log; the fuller the log, the more often.")
  var snapshot = SimulationOptions().snapshot

  @Option(help: "In each step: that a client reads.")
  var read = SimulationOptions().read

  @Option(help: "In each step: that a leader is asked to hand over.")
  var transfer = SimulationOptions().transfer

  @Option(help: "In each step: that a leader steps down for want of a quorum.")
  var stepDown = SimulationOptions().stepDown

  @Option(help: "The most milliseconds by which a server's clock is wrong; clocks are for display only.")
  var clockSkew = SimulationOptions().clockSkewMaximum

  func validate() throws {
    for (name, value) in named where !(0...1).contains(value) {
      throw ValidationError("--\(name) is a probability from 0 to 1.")
    }
    guard (0...86_400_000).contains(clockSkew) else {
      throw ValidationError("--clock-skew is 0 to 86400000 milliseconds.")
    }
  }

  private var named: [(String, Double)] {
    [
      ("loss", loss), ("duplication", duplication), ("reordering", reordering), ("partition", partition),
      ("healing", healing), ("restart", restart), ("timeout", timeout), ("append", append),
      ("membership-change", membershipChange), ("snapshot", snapshot), ("read", read), ("transfer", transfer),
      ("step-down", stepDown),
    ]
  }

  var options: SimulationOptions {
    var options = SimulationOptions()
    options.loss = loss
    options.duplication = duplication
    options.reordering = reordering
    options.partition = partition
    options.healing = healing
    options.restart = restart
    options.timeout = timeout
    options.append = append
    options.membershipChange = membershipChange
    options.snapshot = snapshot
    options.read = read
    options.transfer = transfer
    options.stepDown = stepDown
    options.clockSkewMaximum = clockSkew
    return options
  }
}
