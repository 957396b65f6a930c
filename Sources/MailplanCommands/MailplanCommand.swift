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
      GraphCommand.self, ExplainCommand.self, SchemaCommand.self,
    ])
}

package enum Version {
  /// Of the tool; file formats carry versions of their own.
  package static let current = "0.1.0"
}

/// Runs the tool and ends the process with one of `ExitStatus`.
package func runMailplan(_ arguments: [String]) -> Never {
  Interruption.install()
  let status = perform(arguments)
  TemporaryFiles.shared.removeAll()
  exit(status.code)
}

private func perform(_ arguments: [String]) -> ExitStatus {
  let isJSON = FindingsOutput.isJSONWanted(arguments)
  do {
    var command = try MailplanCommand.parseAsRoot(arguments)
    try command.run()
    return .clean
  } catch let status as ExitStatus {
    return status
  } catch let failure as Failure {
    return tell(failure, isJSON: isJSON)
  } catch let fault as OutputFault {
    if fault.isClosedPipe, fault.path == StandardStream.output.path { return .clean }
    let words = "mailplan: cannot write \(fault.path): \(fault.reason)"
    StandardStream.error.tell(terminalSafe(words) + "\n")
    return .output
  } catch {
    return report(error, isJSON: isJSON)
  }
}

/// Help and version go to standard output with 0; what the parser refuses is 2.
private func report(_ error: any Error, isJSON: Bool) -> ExitStatus {
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
  if isJSON {
    let message = MailplanCommand.message(for: error)
    return tell(Failure(.usage, message, rule: "wrong-usage"), isJSON: true)
  }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  StandardStream.error.tell(lines.map { terminalSafe(String($0)) + "\n" }.joined())
  return .usage
}

/// In one line on standard error, or in the format that was asked for.
private func tell(_ failure: Failure, isJSON: Bool) -> ExitStatus {
  guard isJSON else {
    // Names on a command line may come from a folder that somebody else has filled.
    StandardStream.error.tell("mailplan: \(terminalSafe(failure.message))\n")
    return failure.status
  }
  var findings = Findings()
  findings.report(failure.diagnostic)
  do {
    try FindingsOutput(color: .never, isJSON: true).show(findings)
    return failure.status
  } catch { return error.isClosedPipe ? failure.status : .output }
}
