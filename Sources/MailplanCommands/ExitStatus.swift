import Diagnostics

/// The exit codes of every command: one table for all.
package struct ExitStatus: Error, Equatable, Sendable {
  package let code: Int32

  package static let clean = ExitStatus(code: 0)
  /// Findings at or above `--fail-on`, bad rows, or messages that failed.
  package static let findings = ExitStatus(code: 1)
  /// Wrong usage, or an input that cannot be read.
  package static let usage = ExitStatus(code: 2)
  package static let internalFault = ExitStatus(code: 3)
  /// The output could not be written whole.
  package static let output = ExitStatus(code: 74)
  package static let hungUp = ExitStatus(code: 129)
  package static let interrupted = ExitStatus(code: 130)
  package static let terminated = ExitStatus(code: 143)
}

/// A reason to stop, for people, with its exit code.
struct Failure: Error {
  let status: ExitStatus
  let message: String
  /// What it is called where JSON was asked for.
  let rule: RuleID

  init(_ status: ExitStatus, _ message: String, rule: RuleID = "unreadable-input") {
    self.status = status
    self.message = message
    self.rule = rule
  }

  var diagnostic: Diagnostic { Diagnostic(rule, .error, message, at: .file(path: "")) }

  /// In one line on standard error. Names on a command line may come from a folder that somebody else has filled.
  func tell() { StandardStream.error.tell("mailplan: \(terminalSafe(message))\n") }
}
