import CampaignCompiler
import Diagnostics
import LiquidTemplates

/// Makes projects out of projects: by bytes, by lines, by tokens and by the structure that indents show.
package struct CampaignMutator {
  private var state: UInt64
  private let seeds: [ProjectBytes]

  /// `seeds` may be empty.
  package init(seeds: [ProjectBytes], seed: UInt64) {
    let filled = seeds.filter { !$0.files.isEmpty }
    self.seeds = filled.isEmpty ? [ProjectBytes(Array("mailplan: 1".utf8))] : filled
    state = seed
  }

  package mutating func next() -> ProjectBytes {
    var files = seeds[below(seeds.count)].files
    for _ in 0...below(4) {
      let place = below(files.count)
      // The campaign is where most can go wrong.
      let index = below(3) == 0 ? place : 0
      for _ in 0...below(3) { change(&files[index].bytes) }
    }
    return ProjectBytes(files: files)
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    switch below(10) {
    case 0...3: changeBytes(&bytes)
    case 4...6: changeLines(&bytes)
    default: changeBlock(&bytes)
    }
  }

  private mutating func changeBytes(_ bytes: inout [UInt8]) {
    let place = below(bytes.count + 1)
    let end = min(bytes.count, place + below(30))
    switch below(9) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
    case 2: bytes.insert(UInt8(below(256)), at: place)
    case 3 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
    case 4: bytes.replaceSubrange(place..<end, with: word())
    case 5 where below(10) == 0: bytes.removeSubrange(place...)
    case 6: replaceToken(&bytes, at: place)
    case 7: replaceToken(&bytes, at: place)
    default: bytes.insert(contentsOf: word(), at: place)
    }
  }

  /// A word in the place of another, as misspelt names and wrong values are.
  private mutating func replaceToken(_ bytes: inout [UInt8], at place: Int) {
    func isWord(_ byte: UInt8) -> Bool {
      (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
        || byte == 0x5F || byte == 0x2D
    }
    var (start, end) = (place, place)
    while start > 0, isWord(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, isWord(bytes[end]) { end += 1 }
    guard start < end else { return }
    switch below(4) {
    case 0: bytes.replaceSubrange(start..<end, with: word())
    case 1: bytes.remove(at: start + below(end - start))
    case 2: bytes.swapAt(start, start + below(end - start))
    default:
      let other = lines(bytes)
      let line = other[below(other.count)]
      bytes.replaceSubrange(
        start..<end, with: Array(bytes[line].split(separator: 0x20).last ?? []))
    }
  }

  private mutating func changeLines(_ bytes: inout [UInt8]) {
    let lines = lines(bytes)
    let line = lines[below(lines.count)]
    let other = lines[below(lines.count)]
    switch below(7) {
    case 0: bytes.removeSubrange(line)
    case 1: bytes.insert(contentsOf: Array(bytes[line]), at: other.lowerBound)
    case 2: bytes.replaceSubrange(line, with: Array(bytes[other]))
    case 3: bytes.insert(contentsOf: [0x20, 0x20], at: line.lowerBound)
    case 4 where bytes[line].starts(with: [0x20, 0x20]):
      bytes.removeSubrange(line.lowerBound..<line.lowerBound + 2)
    case 5: bytes.insert(contentsOf: piece(), at: line.lowerBound)
    default:
      bytes.insert(
        contentsOf: Array(" # a comment".utf8), at: max(line.lowerBound, line.upperBound - 1))
    }
  }

  /// A line with all that is indented below it: removed, doubled, moved, or taken from another file.
  private mutating func changeBlock(_ bytes: inout [UInt8]) {
    let block = block(bytes)
    let text = Array(bytes[block])
    switch below(5) {
    case 0: bytes.removeSubrange(block)
    case 1: bytes.insert(contentsOf: text, at: block.upperBound)
    case 2:
      let target = self.block(bytes)
      guard !target.overlaps(block) else { return }
      bytes.insert(contentsOf: text, at: target.lowerBound)
    case 3:
      let files = seeds[below(seeds.count)].files
      let other = files[below(files.count)].bytes
      bytes.replaceSubrange(block, with: Array(other[self.block(other)]))
    default:
      let files = seeds[below(seeds.count)].files
      let other = files[below(files.count)].bytes
      bytes.insert(contentsOf: Array(other[self.block(other)]), at: block.upperBound)
    }
  }

  private mutating func block(_ bytes: [UInt8]) -> Range<Int> {
    let lines = lines(bytes)
    let first = below(lines.count)
    func indent(_ line: Range<Int>) -> Int { bytes[line].prefix { $0 == 0x20 }.count }
    var last = first
    while last + 1 < lines.count, indent(lines[last + 1]) > indent(lines[first]) { last += 1 }
    return lines[first].lowerBound..<lines[last].upperBound
  }

  /// With their ends; one that is empty for no bytes.
  private func lines(_ bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for i in bytes.indices where bytes[i] == 0x0A {
      lines.append(start..<i + 1)
      start = i + 1
    }
    if start < bytes.count || lines.isEmpty { lines.append(start..<bytes.count) }
    return lines
  }

  private mutating func word() -> [UInt8] {
    Array(CampaignMutator.words[below(CampaignMutator.words.count)].utf8)
  }

  private mutating func piece() -> [UInt8] {
    Array(CampaignMutator.pieces[below(CampaignMutator.pieces.count)].utf8)
  }

  private static let words =
    [
      "email", "wait", "branch", "split", "action", "goto", "exit", "if", "when", "cases", "then",
      "else", "variants", "weight", "holdout: true",
      "winner: { metric: open_rate, after: 4 hours }",
      "opened()", "clicked(welcome)", "sent(welcome)", "event(\"purchase\")", "within: 2 days",
      " and ", " or ", "not ", " == ", " != ", " >= ", "nil", "true", "1", "0", "-1", "100",
      "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e9", "0.1",
      "1 day", "999999999999 days", "9223372036854775807 weeks", "0 seconds", "1 month",
      "09:00", "24:00", "00:00-24:00", "22:00-06:00", "mon-fri", "sun-mon",
      "2026-12-24T09:00", "2026-02-30", "0000-01-01T00:00", "9999-12-31T23:59", "2027-01-31",
      "lead_score", "first_name", "days_since(signed_up_at)", "size(tags)", "lower(plan)",
      "tags contains \"a\"", "plan in [\"free\"]", "(", ")", "[", "]", "{", "}", ", ", ": ", ":",
      "\n", "\r\n", "\r", "\t", "  ", "- ", "? ", "| ", "> ", "|2-\n", ">+\n", "\"", "'", "\\", "#",
      " # ", "&a ", "*a", "!!str ", "<<: ", "---\n", "...\n", "%YAML 1.1\n", "~", "null",
      "{{ first_name }}", "{% if plan == 'pro' %}", "{% endif %}", "{{ unsubscribe_url }}",
      "mailplan: ignore[trailing-wait] until=2027-01-31 -- later", "é", "🙂", "e\u{301}",
      "\u{FEFF}", "\u{85}", "\u{2028}", "\u{2029}", "\u{0}", "\u{7F}", "\u{1B}[31m", "\u{202E}",
    ] + StepWords.all

  private static let pieces = [
    "# mailplan: ignore[unused-column, trailing-wait] until=2020-01-01 -- it is late\n",
    "# mailplan: ignore[preheader-missing] -- there is none\n", "# mailplan: ignore[\n",
    "  - wait: 1 day # mailplan: ignore[trailing-wait]\n", "  - goto: welcome\n",
    "  - exit: done\n",
    "  - wait: { until: renews_on, offset: -14 days, at: 09:00, on_past: skip }\n",
    "  - wait: { event: opened(), timeout: 3 days, then: [], else: [{ exit: late }] }\n",
    "  - wait: { random: 0-30 minutes }\n",
    "  - branch: x\n    if: opened()\n    then: []\n    else: []\n",
    "send: { strategy: optimized, window: { hours: { mon: 09:00-12:00, fri: [10:00-11:00, 23:00-01:00] } } }\n",
    "exit: { when: opened() }\n", "reentry: after_exit\n", "where: lead_score > 10\n",
    "trigger: event(\"signup\")\n", "%% mailplan.yaml\n", "\n", "\u{FEFF}\n",
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

/// Words of the language that the compiler knows best.
private enum StepWords {
  static let all = ruleCatalogue.rules.map(\.id.name) + LiquidNames.filters.prefix(20)
}
