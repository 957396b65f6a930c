/// All diagnostics of a run, in the order of reporting until `sorted()` is asked for.
///
/// A file broken in one way a hundred thousand times is told so once: of one rule in one file at most
/// `mostOfOneRule` are kept, and `sorted()` says how many more there were.
package struct Findings: Sendable {
  package static let mostOfOneRule = 1000

  package private(set) var all: [Diagnostic] = []
  /// Taken back by comments, in the order of reporting.
  package private(set) var suppressed: [SuppressedFinding] = []
  /// What the comments of the files that have been read ask for.
  package private(set) var suppressions: [Suppression] = []
  private var uses: Set<SuppressionUse> = []
  /// Findings about names of suppressions that have taken nothing back so far, in `all` too.
  private var idle: Set<SuppressionUse> = []
  private var counts: [Kind: Int] = [:]

  private struct Kind: Hashable {
    let rule: RuleID
    let path: String
  }

  /// Near names are looked for as long as so few findings stand: whoever has misspelt more has not misspelt them.
  package static let mostWithSuggestions = 50

  package init() {}

  /// Whether a near name is still to be looked for.
  package var suggests: Bool { all.count < Findings.mostWithSuggestions }

  package mutating func report(_ diagnostic: Diagnostic) {
    let kind = Kind(rule: diagnostic.rule, path: diagnostic.place.path)
    let count = counts[kind, default: 0] + 1
    counts[kind] = count
    if count <= Findings.mostOfOneRule { all.append(diagnostic) }
  }

  package mutating func append(contentsOf other: Findings) {
    guard !other.isEmpty else { return }
    for diagnostic in other.all { report(diagnostic) }
    suppressed += other.suppressed
    suppressions += other.suppressions
    let mistaken = idle.intersection(other.uses).union(other.idle.intersection(uses))
    idle.formUnion(other.idle)
    uses.formUnion(other.uses)
    drop(idle: mistaken)
    for (kind, count) in other.counts where count > Findings.mostOfOneRule {
      counts[kind, default: 0] += count - Findings.mostOfOneRule
    }
  }

  private var isEmpty: Bool {
    all.isEmpty && counts.isEmpty && suppressed.isEmpty && suppressions.isEmpty && idle.isEmpty
      && uses.isEmpty
  }

  /// Each finding as `change` wants it; nil leaves it out.
  package func mapped(_ change: (Diagnostic) -> Diagnostic?) -> Findings {
    var result = self
    result.all = all.compactMap(change)
    let rules = Set(result.all.map(\.rule))
    result.counts = counts.filter { rules.contains($0.key.rule) }
    return result
  }

  /// Each finding as `change` wants it, those that comments take back included.
  package func withEach(_ change: (Diagnostic) -> Diagnostic) -> Findings {
    var result = self
    result.all = all.map(change)
    result.suppressed = suppressed.map {
      SuppressedFinding(
        change($0.finding), justification: $0.justification, comment: $0.comment)
    }
    return result
  }

  package mutating func note(_ found: some Sequence<Suppression>) {
    suppressions += found
  }

  /// Puts a finding aside that the name at `use` has taken back.
  package mutating func suppress(_ finding: SuppressedFinding, by use: SuppressionUse) {
    suppressed.append(finding)
    uses.insert(use)
    if idle.contains(use) { drop(idle: [use]) }
  }

  /// Reports that a suppression does nothing, unless it does so elsewhere: a file that several campaigns
  /// share is read once for each.
  package mutating func report(idle finding: Diagnostic, of use: SuppressionUse) {
    guard !uses.contains(use) else { return }
    idle.insert(use)
    report(finding)
  }

  /// The suppressions have been applied.
  package mutating func dropSuppressions() { suppressions = [] }

  private mutating func drop(idle mistaken: Set<SuppressionUse>) {
    guard !mistaken.isEmpty else { return }
    idle.subtract(mistaken)
    all.removeAll { finding in
      guard finding.rule == unusedSuppression, case .range(let range) = finding.place else {
        return false
      }
      return mistaken.contains(SuppressionUse(range))
    }
  }

  /// With these findings, sorted, in place of its own.
  package func replacing(by kept: [Diagnostic]) -> Findings {
    var result = self
    result.all = kept
    result.counts = [:]
    return result
  }

  /// As `sorted()`, of those that comments have taken back.
  package func sortedSuppressed() -> [SuppressedFinding] {
    let order = suppressed.map { (key: $0.finding.sortKey, entry: $0) }.sorted { $0.key < $1.key }
    var unique: [SuppressedFinding] = []
    for (_, entry) in order where unique.last != entry { unique.append(entry) }
    return unique
  }

  package var hasErrors: Bool { all.contains { $0.severity == .error } }

  package func count(of severity: Severity) -> Int {
    all.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
  }

  /// Sorted by file, offset, rule id, then message; each finding once. One about a file that several campaigns share is
  /// about the first of them.
  package func sorted() -> [Diagnostic] {
    let order = (all + omissions).map { (key: $0.sortKey, diagnostic: $0) }
      .sorted { $0.key < $1.key }
    var unique: [Diagnostic] = []
    for (_, diagnostic) in order where unique.last.map({ !$0.isSame(as: diagnostic) }) ?? true {
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

/// Which of the findings stand in `idle`.
private let unusedSuppression: RuleID = "unused-suppression"

extension Diagnostic {
  fileprivate struct SortKey: Comparable {
    let path: String
    let line: Int
    let offset: Int
    let end: Int
    let rule: RuleID
    let message: String
    let subject: LogicalAddress?

    static func < (a: SortKey, b: SortKey) -> Bool {
      if a.path != b.path { return a.path.utf8.lexicographicallyPrecedes(b.path.utf8) }
      if a.line != b.line { return a.line < b.line }
      if a.offset != b.offset { return a.offset < b.offset }
      if a.rule != b.rule { return a.rule < b.rule }
      if a.end != b.end { return a.end < b.end }
      if a.message != b.message { return a.message.utf8.lexicographicallyPrecedes(b.message.utf8) }
      return LogicalAddress.precedes(a.subject, b.subject)
    }
  }

  fileprivate var sortKey: SortKey {
    let path = place.path
    var (line, offset, end) = (0, 0, 0)
    switch place {
    case .file: break
    case .position(_, let row, let column): (line, offset) = (row, column ?? 0)
    case .range(let range):
      line = 1 + range.file.lines.line(at: range.bytes.lowerBound)
      (offset, end) = (range.bytes.lowerBound, range.bytes.upperBound)
    }
    return SortKey(
      path: path, line: line, offset: offset, end: end, rule: rule, message: message,
      subject: subject)
  }
}
