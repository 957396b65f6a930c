import CampaignGraph
import LiquidTemplates

extension RuleExpression {
  /// Lends the bytes of a text as they are stored, whatever its case.
  func withBytes<Result>(
    of text: RuleText, _ row: borrowing ContactRow,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    switch text.source {
    case .literal(let index):
      guard case .string(let bytes) = literals[Int(index)] else {
        return body(UnsafeBufferPointer(start: nil, count: 0))
      }
      return bytes.withUnsafeBufferPointer(body)
    case .row(let start, let count):
      return row.bytes.withUnsafeBufferPointer { bytes in
        let lower = min(max(0, Int(start)), bytes.count)
        let upper = min(max(lower, lower + Int(count)), bytes.count)
        return body(UnsafeBufferPointer(rebasing: bytes[lower..<upper]))
      }
    }
  }

  /// By Unicode scalars, which is the order of the bytes.
  func order(_ a: RuleText, _ b: RuleText, _ row: borrowing ContactRow) -> RuleOrder {
    withBytes(of: a, row) { x in
      withBytes(of: b, row) { y in
        var left = CasedBytes(x, isLowered: a.isLowered)
        var right = CasedBytes(y, isLowered: b.isLowered)
        while true {
          switch (left.next(), right.next()) {
          case (nil, nil): return .same
          case (nil, _): return .before
          case (_, nil): return .after
          case (let byte?, let other?):
            if byte != other { return byte < other ? .before : .after }
          }
        }
      }
    }
  }

  func contains(_ a: RuleText, _ b: RuleText, _ row: borrowing ContactRow) -> Bool {
    withBytes(of: a, row) { x in
      withBytes(of: b, row) { y in
        let part = CasedBytes(y, isLowered: b.isLowered)
        var rest = CasedBytes(x, isLowered: a.isLowered)
        while true {
          if rest.starts(with: part) { return true }
          if rest.next() == nil { return false }
        }
      }
    }
  }

  func starts(_ a: RuleText, with b: RuleText, _ row: borrowing ContactRow) -> Bool {
    withBytes(of: a, row) { x in
      withBytes(of: b, row) { y in
        CasedBytes(x, isLowered: a.isLowered).starts(with: CasedBytes(y, isLowered: b.isLowered))
      }
    }
  }

  func ends(_ a: RuleText, with b: RuleText, _ row: borrowing ContactRow) -> Bool {
    withBytes(of: a, row) { x in
      withBytes(of: b, row) { y in
        var rest = CasedBytes(x, isLowered: a.isLowered)
        let part = CasedBytes(y, isLowered: b.isLowered)
        let surplus = rest.count - part.count
        guard surplus >= 0 else { return false }
        for _ in 0..<surplus { _ = rest.next() }
        return rest.starts(with: part)
      }
    }
  }

  /// Unicode scalars, as Liquid's `size` counts them.
  func scalarCount(_ text: RuleText, _ row: borrowing ContactRow) -> Int {
    withBytes(of: text, row) { bytes in
      var bytes = CasedBytes(bytes, isLowered: text.isLowered)
      var count = 0
      while let byte = bytes.next() {
        if byte & 0xC0 != 0x80 { count += 1 }
      }
      return count
    }
  }
}
