/// All diagnostics of a run, in the order of reporting until `sorted()` is asked for.
///
/// A file broken in one way a hundred thousand times is told so once: of one rule in one file at most
/// `mostOfOneRule` are kept, and `sorted()` says how many more there were.
package struct Findings: Sendable {
  package static let mostOfOneRule = 1000

  package private(set) var all: [Diagnostic] = []
  private var counts: [Kind: Int] = [:]

  private struct Kind: Hashable {
    let rule: RuleID
    let path: String
  }

  package init() {}

  package mutating func report(_ diagnostic: Diagnostic) {
    let kind = Kind(rule: diagnostic.rule, path: diagnostic.path)
    let count = counts[kind, default: 0] + 1
    counts[kind] = count
    if count <= Findings.mostOfOneRule { all.append(diagnostic) }
  }

  package mutating func append(contentsOf other: Findings) {
    for diagnostic in other.all { report(diagnostic) }
    for (kind, count) in other.counts where count > Findings.mostOfOneRule {
      counts[kind, default: 0] += count - Findings.mostOfOneRule
    }
  }

  /// Each finding as `change` wants it; nil leaves it out.
  package func mapped(_ change: (Diagnostic) -> Diagnostic?) -> Findings {
    var result = self
    result.all = all.compactMap(change)
    let rules = Set(result.all.map(\.rule))
    result.counts = counts.filter { rules.contains($0.key.rule) }
    return result
  }

  package var hasErrors: Bool { all.contains { $0.severity == .error } }

  package func count(of severity: Severity) -> Int {
    all.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
  }

  /// Sorted by file, offset, rule id, then message; each finding once.
  package func sorted() -> [Diagnostic] {
    let order = (all + omissions).map { (key: $0.sortKey, diagnostic: $0) }
      .sorted { $0.key < $1.key }
    var unique: [Diagnostic] = []
    for (_, diagnostic) in order where unique.last != diagnostic {
      unique.append(diagnostic)
    }
    return unique
  }

  /// One for each rule and file of which some are left out.
  private var omissions: [Diagnostic] {
    counts.filter { $0.value > Findings.mostOfOneRule }.map { kind, count in
      Diagnostic(
        kind.rule, .info, "\(count - Findings.mostOfOneRule) more like this are not shown",
        at: .file(path: kind.path))
    }
  }
}

extension Diagnostic {
  /// Of the file it points into.
  fileprivate var path: String {
    switch place {
    case .range(let range): range.file.path
    case .position(let path, _, _), .file(let path): path
    }
  }
}

extension Diagnostic {
  fileprivate struct SortKey: Comparable {
    let path: String
    let line: Int
    let offset: Int
    let end: Int
    let rule: RuleID
    let message: String

    static func < (a: SortKey, b: SortKey) -> Bool {
      if a.path != b.path { return a.path.utf8.lexicographicallyPrecedes(b.path.utf8) }
      if a.line != b.line { return a.line < b.line }
      if a.offset != b.offset { return a.offset < b.offset }
      if a.rule != b.rule { return a.rule < b.rule }
      if a.end != b.end { return a.end < b.end }
      return a.message.utf8.lexicographicallyPrecedes(b.message.utf8)
    }
  }

  fileprivate var sortKey: SortKey {
    switch place {
    case .file(let path):
      return SortKey(path: path, line: 0, offset: 0, end: 0, rule: rule, message: message)
    case .position(let path, let line, let column):
      return SortKey(
        path: path, line: line, offset: column ?? 0, end: 0, rule: rule, message: message)
    case .range(let range):
      return SortKey(
        path: range.file.path, line: 1 + range.file.lines.line(at: range.bytes.lowerBound),
        offset: range.bytes.lowerBound, end: range.bytes.upperBound, rule: rule,
        message: message)
    }
  }
}
