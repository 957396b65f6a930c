import LiquidTemplates

extension ContactRow {
  /// Lends the bytes of a text cell, none of every other cell; unlike `text`, counts no references.
  @inline(__always)
  func withText<Result>(
    _ cell: Cell, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { bytes in
      guard case .text(let start, let count) = cell else {
        return body(UnsafeRawBufferPointer(start: nil, count: 0))
      }
      return body(UnsafeRawBufferPointer(rebasing: bytes[Int(start)..<Int(start) + Int(count)]))
    }
  }
}
