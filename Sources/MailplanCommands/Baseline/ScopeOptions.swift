import ArgumentParser
import CivilTime
import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which of its findings `lint` tells.
struct ScopeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Do not tell findings that are in this file.", valueName: "file"))
  var baseline: String?

  @Option(
    name: .customLong("write-baseline"), defaultAsFlag: "",
    // Reading ahead loses the value of --write-baseline=file before another option.
    parsing: .next,
    help: ArgumentHelp(
      "Write what is found to a baseline; default: the --baseline, else \(Baseline.standardName).",
      valueName: "file"))
  var writeBaseline: String?

  @Option(
    name: .customLong("changed-since"),
    help: ArgumentHelp(
      "Tell what has to do with lines that differ from this commit of git.", valueName: "rev"))
  var changedSince: String?

  @Option(help: ArgumentHelp(visibility: .hidden))
  var today: String?

  func validate() throws {
    if let today, CivilDate(today) == nil { throw ValidationError("--today is a day, 2026-12-01") }
    if writeBaseline != nil, changedSince != nil {
      throw ValidationError("--write-baseline takes everything, and --changed-since does not")
    }
  }

  /// The day by which suppressions expire, in UTC.
  var day: CivilDate {
    if let today = today.flatMap({ CivilDate($0) }) { return today }
    return CivilDate(days: Int32(clamping: Int(time(nil)) / 86_400))
  }

  /// nil if none is to be written.
  var baselineToWrite: String? {
    guard let writeBaseline else { return nil }
    return writeBaseline.isEmpty ? baseline ?? Baseline.standardName : writeBaseline
  }

  /// Writes the baseline if one is asked for, and leaves out what is in one.
  func applyBaseline(
    to findings: Findings, scope: CheckedScope, isQuiet: Bool = false
  ) throws -> Findings {
    if let path = baselineToWrite {
      // Anything else that lies there was named by mistake.
      if kind(of: path) != .missing { _ = try Baseline(reading: path) }
      let baseline = Baseline(of: findings, writtenTo: path)
      var output = try FileOutput(path, mode: modeOfFile(path) ?? 0o644)
      try output.write(baseline.json)
      try output.commit()
      tell("\(counted(baseline.total)) written to \(path)")
      return baseline.applied(to: findings, scope: CheckedScope()).findings
    }
    guard let path = baseline else { return findings }
    let (rest, known) = try Baseline(reading: path).applied(to: findings, scope: scope)
    if known > 0, !isQuiet { tell("\(counted(known)) in the baseline \(path)") }
    return rest
  }
}

/// "1 finding", "3 findings".
func counted(_ count: Int) -> String { "\(count) finding\(count == 1 ? "" : "s")" }

/// A line for people on standard error.
func tell(_ message: String) { StandardStream.error.tell("mailplan: \(terminalSafe(message))\n") }
