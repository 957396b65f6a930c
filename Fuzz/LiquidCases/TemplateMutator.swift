import LiquidTemplates

/// Makes templates out of templates: cut, doubled, spliced, with words of the language and stray bytes put in.
package struct TemplateMutator {
  private var state: UInt64
  private let seeds: [[UInt8]]

  /// `seeds` may be empty.
  package init(seeds: [[UInt8]], seed: UInt64) {
    self.seeds = seeds.isEmpty ? [[]] : seeds
    state = seed
  }

  package mutating func next() -> [UInt8] {
    if below(16) == 0 { return (0..<below(200)).map { _ in UInt8(below(256)) } }
    var bytes = seeds[below(seeds.count)]
    if bytes.count > 4000 {
      let start = below(bytes.count - 4000)
      bytes = Array(bytes[start..<start + 4000])
    }
    for _ in 0...below(6) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = below(bytes.count + 1)
    let end = min(bytes.count, place + below(40))
    switch below(8) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
    case 2: bytes.insert(UInt8(below(256)), at: place)
    case 3 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
    case 4: bytes.replaceSubrange(place..<end, with: word())
    case 5:
      let other = seeds[below(seeds.count)]
      let from = below(other.count + 1)
      bytes.insert(contentsOf: other[from..<min(other.count, from + below(60))], at: place)
    case 6 where below(20) == 0: bytes.removeSubrange(place...)
    default: bytes.insert(contentsOf: word(), at: place)
    }
  }

  private mutating func word() -> [UInt8] {
    Array(TemplateMutator.words[below(TemplateMutator.words.count)].utf8)
  }

  private static let words =
    LiquidNames.filters.map { " | \($0): " } + LiquidNames.tags.map { "{% \($0) " }
    + LiquidNames.tags.map { "{% end\($0) %}" }
    + [
      "{{", "}}", "{%", "%}", "{{-", "-}}", "{%-", "-%}", "{% else %}", "{% elsif ", "{% when ",
      " and ", " or ", " contains ", " == ", " != ", " < ", " >= ", "(1..", "(1..9999999999)", ")",
      " in ", " limit: ", " offset: ", " offset: continue", " reversed", " cols: ", "forloop.",
      "first_name", "tags", "scores", "score", "joined_at", "email", ".size", ".first", "['x']",
      "[0]", "[-1]", "nil", "blank", "empty", "true", "1", "-9223372036854775808", "0.1", "1e9",
      "\"", "'", ":", ",", "|", ".", "#", "\r\n", "\u{0}", "é", "\u{2028}", "\u{FF}", "<a href=\"",
      "\">", "<script>", "</script>", "<!--", "-->", "<!--[if mso]>", "<![endif]-->", "<style>",
      "'%Y-%m-%d'", "'%999999999d'", "'now'", "as ", "with ", "for ", "\n",
    ]

  /// 0 to one less than `bound`, which is positive: SplitMix64.
  private mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(max(1, bound)))
  }
}
