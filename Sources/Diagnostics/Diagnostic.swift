/// The stable kebab-case name of a rule, such as `unknown-column`.
package struct RuleID: Hashable, Comparable, Sendable, ExpressibleByStringLiteral {
  package let name: String

  package init(_ name: String) { self.name = name }
  package init(stringLiteral name: String) { self.name = name }

  package static func < (a: RuleID, b: RuleID) -> Bool {
    a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
  }
}

package enum Severity: String, Sendable, CaseIterable {
  case error
  case warning
  case info
}

/// Where a diagnostic points.
package enum Place: Sendable, Equatable {
  case range(SourceRange)
  /// A place in input that is streamed and not kept: 1-based line and byte column, if known.
  case position(path: String, line: Int, column: Int?)
  case file(path: String)
}

/// One finding about what a user wrote.
///
/// Messages are lower case without a final period, state the rule, and put the user's own text in single quotes.
package struct Diagnostic: Sendable, Equatable {
  /// A second place that explains the first ("first defined here").
  package struct Related: Sendable, Equatable {
    package let place: Place
    package let message: String

    package init(_ place: Place, _ message: String) {
      self.place = place
      self.message = message
    }

    package init(_ range: SourceRange, _ message: String) {
      self.init(.range(range), message)
    }
  }

  package let rule: RuleID
  package fileprivate(set) var severity: Severity
  package let message: String
  package let place: Place
  /// Printed beside the caret; empty for none. A did-you-mean stands here: "a column 'first_name' exists".
  package let label: String
  package let related: [Related]
  package let notes: [String]
  /// What to do about it; nil where the message says it all.
  package let help: String?
  /// How a program may mend it; nil where it cannot.
  package fileprivate(set) var fix: Fix?
  /// The way through the campaign that shows it, first step first; empty for what is no claim about a path.
  package fileprivate(set) var witness: [WitnessStep] = []
  /// What it is about, whatever the lines of the file; nil outside of campaigns.
  package fileprivate(set) var subject: LogicalAddress?

  package init(
    _ rule: RuleID, _ severity: Severity, _ message: String, at place: Place,
    label: String = "", related: [Related] = [], notes: [String] = [], help: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.place = place
    self.label = label
    self.related = related
    self.notes = notes
    self.help = help
  }

  package init(
    _ rule: RuleID, _ severity: Severity, _ message: String, at range: SourceRange,
    label: String = "", related: [Related] = [], notes: [String] = [], help: String? = nil
  ) {
    self.init(
      rule, severity, message, at: .range(range), label: label, related: related, notes: notes,
      help: help)
  }

  /// An error.
  package init(
    _ rule: RuleID, _ message: String, at range: SourceRange, label: String = "",
    related: [Related] = [], notes: [String] = [], help: String? = nil
  ) {
    self.init(
      rule, .error, message, at: .range(range), label: label, related: related, notes: notes,
      help: help)
  }

  /// An error.
  package init(
    _ rule: RuleID, _ message: String, at place: Place, label: String = "",
    related: [Related] = [], notes: [String] = [], help: String? = nil
  ) {
    self.init(
      rule, .error, message, at: place, label: label, related: related, notes: notes, help: help)
  }
}

extension Diagnostic {
  /// The same with another severity.
  package func with(_ severity: Severity) -> Diagnostic {
    var copy = self
    copy.severity = severity
    return copy
  }

  /// The same with a way to mend it.
  package func mended(by fix: Fix) -> Diagnostic {
    var copy = self
    copy.fix = fix
    return copy
  }

  /// The same with the way through the campaign that shows it.
  package func along(_ witness: [WitnessStep]) -> Diagnostic {
    var copy = self
    copy.witness = witness
    return copy
  }

  /// The same with what it is about.
  package func about(_ subject: LogicalAddress) -> Diagnostic {
    var copy = self
    copy.subject = subject
    return copy
  }
}

extension Diagnostic {
  /// Whether both say the same of the same place, whatever campaign they are about.
  func isSame(as other: Diagnostic) -> Bool {
    guard place == other.place, rule == other.rule, message == other.message else { return false }
    var (a, b) = (self, other)
    a.subject = nil
    b.subject = nil
    return a == b
  }
}
