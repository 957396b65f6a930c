/// Looks for anything to read in a subject.
struct EmptyReader: WayReader {
  private(set) var isSettled = false
  private let scope: NullableColumns

  /// Which columns may print nothing; compared by nothing, as all of a search have the same.
  private struct NullableColumns: Hashable {
    let mayLack: [Bool]

    static func == (a: Self, b: Self) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
  }

  /// `printsNothing`: a value that is missing is left blank, rather than the message.
  init(_ scope: TemplateScope, printsNothing: Bool) {
    self.scope = NullableColumns(mayLack: scope.columns.map { printsNothing && $0.isNullable })
  }

  mutating func read(_ bytes: ArraySlice<UInt8>) {
    if bytes.contains(where: { $0 > 0x20 }) { isSettled = true }
  }

  mutating func read(_ value: PrintedValue) {
    switch value {
    case .column(let slot, let isPresent):
      let mayLack = scope.mayLack.indices.contains(slot) && scope.mayLack[slot]
      if isPresent || !mayLack { isSettled = true }
    case .columnOr(_, let fallback): read(fallback)
    // What a filter makes of a text is not known, and not claimed.
    case .reserved, .holding, .unknown: isSettled = true
    }
  }
}
