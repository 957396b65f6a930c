import Diagnostics
import LiquidTemplates
import Testing

/// Every filter with values and arguments that nobody thought of: no trap, no hang, valid UTF-8.
@Suite struct FilterRobustnessTests {
  /// Small pieces of templates; numbers at the borders, texts that are no numbers, html, lists.
  private static let values = [
    "nil", "true", "false", "0", "-1", "3", "9223372036854775807", "-9223372036854775808",
    "99999999999999999999999999999999999999", "0.0", "-0.5", "12345678901234567890.123456789",
    "0.000000000000000000000000000001", "''", "' '", "'a'", "'ñ👩‍👧\u{FEFF}'", "'-5.5'", "'1e400'",
    "'%'",
    "'%ff%'", "'=='", "'<b>&amp;</b'", "'<script'", "'&#x27;'", "'now'", "'March 14, 2016'",
    "'%Y%-5m%::z%'", "'%999999999N'", "'de'", "'EUR'", "'UTC'", "'Europe/Berlin'", "first_name",
    "email", "plan", "score", "price", "opted_in", "ends_on", "joined_at", "tags", "site", "(1..3)",
    "(3..1)", "(-9223372036854775808..9223372036854775807)", "blank", "empty", "tags.first",
  ]

  private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, sides)
    }

    mutating func pick(_ choices: [String]) -> String { choices[roll(choices.count)] }
  }

  @Test func filtersTakeAnything() {
    var dice = Dice(state: 20_261_123)
    var rendered = 0
    for round in 0..<6000 {
      var template = "{{ \(dice.pick(Self.values))"
      for _ in 0...dice.roll(3) {
        template += " | \(LiquidNames.filters[dice.roll(LiquidNames.filters.count)])"
        let count = dice.roll(4)
        for i in 0..<count { template += (i == 0 ? ": " : ", ") + dice.pick(Self.values) }
      }
      template += " }}"
      let context: TemplateContext = [.text, .html, .url, .header][round % 4]
      let (compiled, findings) = compile(template, context: context)
      #expect((compiled == nil) == findings.hasErrors, "\(template)")
      guard compiled != nil,
        let found = render(template, context: context, missing: .blank)
      else { continue }
      rendered += 1
      // Repaired bytes would show as this character.
      #expect(!found.text.unicodeScalars.contains("\u{FFFD}"), "\(template)")
    }
    #expect(rendered > 500)
  }

  /// Untyped data lets every value reach every filter.
  @Test func filtersTakeAnyData() {
    var dice = Dice(state: 42)
    let leaves: [DataValue] = [
      .null, .boolean(true), .boolean(false), .integer(0), .integer(.min), .integer(.max),
      .integer(-3), DataValue(number: "1e25"), DataValue(number: "-0.1"), DataValue(number: "1e-9"),
      DataValue(number: "170141183460469231731687303715884105727"), .text([]),
      .text(Array("abc".utf8)), .text(Array("ñ👩‍👧\r\n\0 <b>".utf8)), .text(Array("12".utf8)),
      .text(Array("2016-03-14 10:00:00 -0500".utf8)), .text(Array("%Y %-d %::z".utf8)),
      .text(Array("k".utf8)), .text([0xFF, 0x80, 0xE2]), .array([]), .object([]),
    ]
    var values = leaves
    for _ in 0..<40 {
      let items = (0..<dice.roll(5)).map { _ in values[dice.roll(values.count)] }
      values.append(
        dice.roll(2) == 0
          ? .array(items)
          : .object(items.enumerated().map { (Array($0 == 0 ? "k".utf8 : "x\($0)".utf8), $1) }))
    }
    let names = (0..<values.count).map { "v\($0)" }
    let data = DataValue.object(zip(names, values).map { (Array($0.utf8), $1) })
    for _ in 0..<1000 {
      var template = "{{ \(dice.pick(names))"
      for _ in 0...dice.roll(3) {
        template += " | \(LiquidNames.filters[dice.roll(LiquidNames.filters.count)])"
        let count = dice.roll(4)
        for i in 0..<count { template += (i == 0 ? ": " : ", ") + dice.pick(names) }
      }
      _ = conformance(template + " }}", data: data)
    }
  }

  /// A large text through every filter, whole and in pieces, within the limits and in little time.
  @Test(arguments: LiquidNames.filters)
  func filtersAreLinear(_ name: String) {
    let arguments = [
      "append": "'x'", "prepend": "'x'", "remove": "'aab'", "remove_first": "'aab'",
      "remove_last": "'baa'", "replace": "'a', 'bb'", "replace_first": "'aab', 'c'",
      "replace_last": "'baa', 'c'", "slice": "10000, 20000", "split": "'a'", "date": "'%F'",
      "time_zone": "'UTC'", "truncate": "10000", "truncatewords": "5000", "hmac_sha256": "'k'",
      "money": "'EUR', 'de'", "number_with_delimiter": "'de'", "pluralize": "'a', 'b'",
      "at_least": "1", "at_most": "1", "divided_by": "2", "minus": "1", "modulo": "2", "plus": "1",
      "times": "2", "concat": "tags", "find": "'aab'", "find_index": "'aab'", "has": "'aab'",
      "map": "'a'", "reject": "'aab'", "where": "'aab'", "default": "'x'", "join": "','",
    ]
    let call = name + (arguments[name].map { ": \($0)" } ?? "")
    let texts = [
      String(repeating: "a", count: 1 << 15), String(repeating: "a ", count: 1 << 14),
      String(repeating: "<", count: 1 << 15), String(repeating: "&a", count: 1 << 14),
      String(repeating: "<!--", count: 1 << 13), String(repeating: "ñ ", count: 1 << 15),
      String(repeating: "1", count: 1 << 15),
    ]
    let clock = ContinuousClock()
    for text in texts {
      let data = DataValue.object([(Array("x".utf8), .text(Array(text.utf8)))])
      let time = clock.measure {
        _ = conformance("{{ x | \(call) | size }}", data: data)
        _ = conformance("{{ x | split: ' ' | \(call) | size }}", data: data)
      }
      // Far below a second each; a billion steps, which the square of the length is, take minutes.
      #expect(time < .seconds(20), "\(call): \(time)")
    }
  }
}
