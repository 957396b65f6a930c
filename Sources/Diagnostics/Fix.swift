/// A change of source files that mends a finding.
package struct Fix: Sendable, Equatable {
  package enum Applicability: String, Sendable, CaseIterable {
    /// Keeps the meaning, or restores the one that was plainly meant: applied by `--fix`.
    case safe
    /// May change what is sent: applied by `--fix-unsafe` only.
    case unsafe
    /// Shown, never applied.
    case display
  }

  /// The bytes of a range, replaced by others; an empty range inserts.
  package struct Edit: Sendable, Equatable {
    package let range: SourceRange
    package let replacement: [UInt8]

    package init(_ range: SourceRange, _ replacement: [UInt8]) {
      self.range = range
      self.replacement = replacement
    }

    package init(_ range: SourceRange, _ replacement: String) {
      self.init(range, Array(replacement.utf8))
    }
  }

  /// What it does: "write 'first_name'".
  package let title: String
  package let applicability: Applicability
  /// They do not overlap.
  package let edits: [Edit]

  package init(_ title: String, _ applicability: Applicability, _ edits: [Edit]) {
    self.title = title
    self.applicability = applicability
    self.edits = edits
  }
}
