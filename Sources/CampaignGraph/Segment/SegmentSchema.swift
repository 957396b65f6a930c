import LiquidTemplates

/// The columns of a segment, in declared order; a column's index is its slot in every `ContactRow`.
package struct SegmentSchema: Sendable, Equatable {
  package let name: String
  package let columns: [Column]
  /// Of wide segments: the first column of each name.
  private let slots: [[UInt8]: Int]

  private static let wide = 64

  package init(name: String, columns: [Column]) {
    self.name = name
    self.columns = columns
    let named = columns.count < SegmentSchema.wide ? [] : columns
    slots = Dictionary(named.enumerated().map { (Array($1.name.utf8), $0) }) { first, _ in first }
  }

  package func index(of name: String) -> Int? {
    if columns.count >= SegmentSchema.wide { return slots[Array(name.utf8)] }
    return columns.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
  }

  package func index(of role: ColumnRole) -> Int? {
    columns.firstIndex { $0.role == role }
  }

  /// What templates may name.
  package var templateScope: TemplateScope {
    TemplateScope(
      columns: columns.map {
        TemplateScope.Name(
          name: $0.name, type: $0.type, isNullable: $0.isNullable && $0.defaultText == nil,
          isDigits: [$0.preview, $0.defaultText].contains { $0?.isDigits ?? false })
      }, segment: name)
  }
}

extension String {
  fileprivate var isDigits: Bool { !utf8.isEmpty && utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
}
