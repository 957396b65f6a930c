/// A comment that takes findings back: `# mailplan: ignore[rule-id] until=2027-01-31 -- reason`.
package struct Suppression: Sendable {
  /// A rule as it is named in the brackets.
  package struct Name: Sendable {
    package let rule: String
    package let range: SourceRange

    package init(_ rule: String, _ range: SourceRange) {
      self.rule = rule
      self.range = range
    }
  }

  /// Not empty.
  package let names: [Name]
  /// The last day on which it holds, `2027-01-31`; nil for ever.
  package let until: Name?
  /// nil where none is written.
  package let reason: String?
  /// From the `#` to the end of the line.
  package let comment: SourceRange
  /// Findings that begin here are meant.
  package let covered: Range<Int>
  /// What to take away with it; nil where that might change a text.
  package let removal: SourceRange?

  package init(
    names: [Name], until: Name?, reason: String?, comment: SourceRange, covered: Range<Int>,
    removal: SourceRange?
  ) {
    self.names = names
    self.until = until
    self.reason = reason
    self.comment = comment
    self.covered = covered
    self.removal = removal
  }

  package func covers(_ finding: Diagnostic) -> Bool {
    guard case .range(let range) = finding.place,
      range.file === comment.file || range.file.path == comment.file.path
    else { return false }
    return covered.contains(range.bytes.lowerBound)
  }
}

/// A finding that a comment has taken back.
package struct SuppressedFinding: Sendable, Equatable {
  package let finding: Diagnostic
  /// The reason of the comment; nil where none is written.
  package let justification: String?
  package let comment: SourceRange

  package init(_ finding: Diagnostic, justification: String?, comment: SourceRange) {
    self.finding = finding
    self.justification = justification
    self.comment = comment
  }
}

/// A name in the brackets of a suppression: told apart by its place.
package struct SuppressionUse: Hashable, Sendable {
  private let path: String
  private let offset: Int

  package init(_ name: SourceRange) {
    path = name.file.path
    offset = name.bytes.lowerBound
  }
}
