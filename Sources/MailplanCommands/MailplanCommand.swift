import ArgumentParser
import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The root command.
struct MailplanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mailplan",
    abstract:
      "Campaigns as code: email campaigns in YAML, checked, and run over a CSV of contacts.",
    discussion: """
      Exit codes: 0 clean · 1 findings, bad rows or failed messages · 2 wrong usage or unreadable \
      input · 3 internal error · 74 output not written whole · 129, 130, 143 hung up, \
      interrupted, terminated.
      """,
    version: "mailplan \(Version.current)",
    subcommands: [
      LintCommand.self, PreviewCommand.self, RenderCommand.self, WhyCommand.self, RunCommand.self,
      CompileCommand.self,
      GraphCommand.self, FmtCommand.self, ExplainCommand.self, SchemaCommand.self,
    ])
}

package enum Version {
  /// Of the tool; file formats carry versions of their own.
  package static let current = "0.1.0"
}

/// Runs the tool and ends the process with one of `ExitStatus`.
package func runMailplan(_ arguments: [String]) -> Never {
  StandardStream.occupyClosed()
  Interruption.install()
  let status = perform(arguments)
  TemporaryFiles.shared.removeAll()
  exit(status.code)
}

private func perform(_ arguments: [String]) -> ExitStatus {
  let format = FindingsOutput.formatWanted(arguments)
  do {
    try refuseUnknownCommand(arguments)
    var command = try MailplanCommand.parseAsRoot(arguments)
    try command.run()
    if let fault = ZoneFiles.fault { throw fault }
    return .clean
  } catch let status as ExitStatus {
    if status == .findings, let fault = ZoneFiles.fault { return tell(fault, in: format) }
    return status
  } catch let failure as Failure {
    return tell(failure, in: format)
  } catch let fault as OutputFault {
    if fault.isClosedPipe, fault.path == StandardStream.output.path { return .clean }
    let words = "mailplan: cannot write \(fault.path): \(fault.reason)"
    StandardStream.error.tell(terminalSafe(words) + "\n")
    return .output
  } catch {
    return report(error, in: format)
  }
}

/// The parser would take the name of a command for an argument too many.
private func refuseUnknownCommand(_ arguments: [String]) throws(Failure) {
  guard let word = arguments.first, word.utf8.first != UInt8(ascii: "-") else { return }
  let commands =
    MailplanCommand.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  guard !commands.contains(word) else { return }
  let near = nearest(to: word, among: commands).map { "did you mean '\($0)'?" }
  throw Failure(
    .usage, "there is no command '\(word)'; " + (near ?? "'mailplan --help' lists all"),
    rule: "wrong-usage")
}

/// Help and version go to standard output with 0; what the parser refuses is 2.
private func report(_ error: any Error, in format: FindingFormat?) -> ExitStatus {
  let text = MailplanCommand.fullMessage(for: error)
  guard MailplanCommand.exitCode(for: error) != .success else {
    do {
      try StandardStream.output.write(text + "\n")
      return .clean
    } catch { return error.isClosedPipe ? .clean : .output }
  }
  // What the parser did not refuse is nothing that the caller can mend.
  guard MailplanCommand.exitCode(for: error) == .validationFailure else {
    StandardStream.error.tell("mailplan: \(terminalSafe(text))\n")
    return .internalFault
  }
  if format != nil {
    let message = MailplanCommand.message(for: error)
    return tell(Failure(.usage, message, rule: "wrong-usage"), in: format)
  }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  StandardStream.error.tell(lines.map { terminalSafe(String($0)) + "\n" }.joined())
  return .usage
}

/// In one line on standard error, or in the format that was asked for.
private func tell(_ failure: Failure, in format: FindingFormat?) -> ExitStatus {
  guard let format else {
    failure.tell()
    return failure.status
  }
  var findings = Findings()
  findings.report(failure.diagnostic)
  do {
    let options = try ReportOptions.parse(["--format", format.rawValue])
    let report = FindingReport(findings)
    try ReportWriter(options: options).write(report, withFailures: report)
    return failure.status
  } catch { return .output }
}
