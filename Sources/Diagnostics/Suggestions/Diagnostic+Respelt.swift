extension Diagnostic {
  /// The same, mended by writing the near name in place of the one that is written, where that is plain.
  ///
  /// Nothing is offered where several names are nearly as near, where the place does not hold the name as it
  /// is written (an escape, a folded line), or where the new name would have to be quoted.
  package func respelt(_ near: NearMatch?) -> Diagnostic {
    guard let near, near.isAlone, !near.name.utf8.elementsEqual(near.written.utf8),
      near.name.utf8.allSatisfy(isPlainInNames), case .range(let range) = place,
      let place = range.place(of: Array(near.written.utf8))
    else { return self }
    return mended(by: Fix("write '\(near.name)'", .safe, [Fix.Edit(place, near.name)]))
  }
}

extension SourceRange {
  /// Where a name stands in the range: all of it, or all but the quotes around it.
  fileprivate func place(of name: [UInt8]) -> SourceRange? {
    var rest = file.bytes[bytes]
    while rest.count > name.count, let first = rest.first, let last = rest.last {
      guard isQuote(first), isQuote(last) || last == UInt8(ascii: "\\") else { return nil }
      rest = rest.dropFirst().dropLast()
    }
    guard rest.elementsEqual(name) else { return nil }
    return file.range(rest.startIndex..<rest.endIndex)
  }

  /// `\"name\"` in a quoted text begins with a backslash, too.
  private func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\")
  }
}

/// Letters, digits and what joins them: the same in YAML, rules and templates, quoted or not.
private func isPlainInNames(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
    UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "?"), 0x80...:
    true
  default: false
  }
}
