extension FilterDefinition {
  /// Without tags, comments, and the insides of `script` and `style`.
  ///
  /// These insides go first, then what are tags without them.
  static let stripHTML = FilterDefinition(name: "strip_html") { _ in
    .text
  } apply: { (evaluation, input, _) throws(RenderFailure) in
    let text = try evaluation.text(of: input)
    return try evaluation.makeText { (evaluation, output) in
      evaluation.withBytes(of: text) { bytes in
        var blocks = TagStripper(bytes, TagStripper.blocks)
        var rest = ByteBuffer(capacity: bytes.count)
        blocks.strip { rest.append($0) }
        rest.withBytes { bytes in
          var tags = TagStripper(bytes, TagStripper.tags)
          tags.strip { output.append($0) }
        }
      }
    }
  }
}

/// Finds the ends of tags; each kind of end is sought once more only if it was found before, so that time is linear.
private struct TagStripper {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0
  /// Ends that do not come any more.
  private var hasNoMore: [[UInt8]: Bool] = [:]

  private let pairs: [Pair]

  typealias Pair = (open: [UInt8], close: [UInt8])

  static let blocks: [Pair] = [
    (Array("<script".utf8), Array("</script>".utf8)),
    (Array("<style".utf8), Array("</style>".utf8)),
    (Array("<!--".utf8), Array("-->".utf8)),
  ]
  static let tags: [Pair] = [(Array("<".utf8), Array(">".utf8))]

  init(_ bytes: UnsafeRawBufferPointer, _ pairs: [Pair]) {
    self.bytes = bytes
    self.pairs = pairs
  }

  mutating func strip(_ keep: (UnsafeRawBufferPointer) -> Void) {
    var start = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<"), let end = endOfMarkup() else {
        position += 1
        continue
      }
      keep(bytes.slice(start..<position))
      position = end
      start = end
    }
    keep(bytes.slice(start..<bytes.count))
  }

  private mutating func endOfMarkup() -> Int? {
    for (open, close) in pairs where starts(with: open, at: position) {
      if let end = find(close, from: position + open.count) { return end }
    }
    return nil
  }

  private func starts(with word: [UInt8], at start: Int) -> Bool {
    guard bytes.count - start >= word.count else { return false }
    for i in 0..<word.count where lower(bytes[start + i]) != word[i] { return false }
    return true
  }

  private mutating func find(_ word: [UInt8], from start: Int) -> Int? {
    guard hasNoMore[word] != true else { return nil }
    var i = start
    while i + word.count <= bytes.count {
      if lower(bytes[i]) == word[0], starts(with: word, at: i) { return i + word.count }
      i += 1
    }
    hasNoMore[word] = true
    return nil
  }

  private func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}
