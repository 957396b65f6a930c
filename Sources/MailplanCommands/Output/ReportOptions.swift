import ArgumentParser
import Diagnostics

/// How findings are shown, and which of them end a command with 1.
struct ReportOptions: ParsableArguments {
  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case error
    case warning
    case info
    case never

    /// The severities that end with exit code 1.
    var failing: Set<Severity> {
      switch self {
      case .error: [.error]
      case .warning: [.error, .warning]
      case .info: [.error, .warning, .info]
      case .never: []
      }
    }
  }

  @Option(help: "The format on standard output.")
  var format: FindingFormat = .human

  @Option(
    help: ArgumentHelp(
      "Write the findings to a file too, such as sarif=lint.sarif. May be repeated.",
      valueName: "format=file"),
    transform: ReportFile.init(argument:))
  var output: [ReportFile] = []

  @Option(
    name: .customLong("fail-on"),
    help: "The least severity that ends with exit code 1: error, warning, info or never.")
  var failOn: Threshold = .error

  @Flag(
    name: .shortAndLong,
    help:
      "Show only what ends with exit code 1 (errors, unless --fail-on says otherwise), without the count."
  )
  var quiet = false

  @Option(
    name: .customLong("max-findings"),
    help: ArgumentHelp(
      "Show no more than this, the worst first; how many are left out is said, and the exit code counts all.",
      valueName: "number"))
  var maxFindings: Int?

  @Option(help: "Colour: auto, always or never.")
  var color: ColourChoice = .auto

  func validate() throws {
    if let maxFindings, maxFindings < 1 {
      throw ValidationError("--max-findings takes a number from 1 on")
    }
    for (index, file) in output.enumerated() where output[..<index].contains(where: file.isSame) {
      throw ValidationError("--output names the file '\(file.path)' twice")
    }
  }

  /// What is shown of it.
  func shown(_ report: FindingReport) -> FindingReport {
    let failing = failOn.failing.isEmpty ? [.error] : failOn.failing
    return report.limited(
      to: quiet ? failing : Set(Severity.allCases), worst: maxFindings ?? .max)
  }

  /// Whether a severity ends with exit code 1.
  func fails(_ findings: Findings) -> Bool {
    findings.all.contains { failOn.failing.contains($0.severity) }
  }
}

extension FindingFormat: ExpressibleByArgument {}
