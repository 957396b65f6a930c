import Diagnostics
import YAMLTree

extension ValueKind {
  /// A list of values of one kind; items that cannot be read are left out.
  static func list<Item: Sendable>(
    of kind: ValueKind<Item>, _ takes: String, atLeast count: Int = 0
  ) -> ValueKind where Value == [Item] {
    ValueKind(takes, .list(kind.schema, atLeast: count)) { field, findings in
      guard let items = field.items(takes, into: &findings) else { return nil }
      if items.count < count {
        findings.report(
          Diagnostic(
            "missing-value", .error, "\(field.title) takes \(takes), not an empty list",
            at: field.node.range.isOnOneLine ? field.node.range : field.heading))
      }
      return items.compactMap { $0.read(kind, into: &findings) }
    }
  }
}

extension SourceRange {
  var isOnOneLine: Bool {
    file.lines.line(at: bytes.lowerBound) == file.lines.line(at: bytes.upperBound)
  }
}
