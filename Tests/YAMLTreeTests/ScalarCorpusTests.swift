import Diagnostics
import TestSupport
import Testing
import YAMLTree

/// Random scalars in every style and place: the places of their text are always known exactly.
@Suite struct ScalarCorpusTests {
  private static let pieces = [
    "a", "b c", " ", "  ", "\t", "\n", "\n", "\n\n", "\n  ", "\n    ", "\n      ", "\r\n", "\r",
    "é", "日本",
    "😀", "\u{85}", "\u{2028}", "\u{A0}", "#", " #x", ":", ": ", "-", "- ", "{{ x }}", "'", "''",
    "\"", "\\\"",
    "\\n", "\\x41", "\\u00e9", "\\U0001F600", "\\\n", "\\ ", "\\\\", "\\/", "\\_", "\\L", ",",
    "e\u{301}",
  ]
  private static let openers = [
    ("", ""), ("'", "'"), ("\"", "\""), ("|\n    ", "\n"), (">\n    ", "\n"), ("|-\n  ", ""),
    (">+\n   ", "\n\n"), ("|2\n  ", "\n"), (">1-\n ", "\n"), ("|+1\n   ", ""), ("> # c\n  ", "\n"),
  ]
  private static let places = [
    ("", ""), ("a: ", "\n"), ("a: ", "\nb: 1\n"), ("- ", "\n"), ("- - ", "\n- c\n"),
    ("x:\n  a: ", "\n  b: 2\n"), ("x:\n- a: ", "\n  b: 2\n"), ("[", "]"), ("{a: ", "}"),
    ("[a, ", ", b]"), ("é: ", "\n"), ("? ", "\n: b\n"), ("--- ", "\n...\n"), ("\u{FEFF}", ""),
  ]

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func everyScalarHasExactPlaces(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var read = 0
    for _ in 0..<10_000 {
      let place = Self.places[random.below(Self.places.count)]
      let style = Self.openers[random.below(Self.openers.count)]
      let text = random.text(of: Self.pieces, count: random.below(9))
      let source = place.0 + style.0 + text + style.1 + place.1
      let reading = Reading(MarkedSource(source))
      guard let document = reading.document else {
        #expect(reading.findings.hasErrors)
        continue
      }
      read += 1
      let inexact = document.root.scalars.filter { !$0.hasExactPlaces }
      if !inexact.isEmpty {
        Issue.record("seed \(seed): \(source.debugDescription): \(inexact.map(\.text.segments))")
        return
      }
    }
    #expect(read > 2_000, "only \(read) of the random sources are YAML")
  }
}
