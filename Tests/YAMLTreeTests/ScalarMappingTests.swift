import Diagnostics
import TestSupport
import Testing
import YAMLTree

/// Finds a part of a scalar's value and returns the text of the file that it maps to.
private func mapped(_ marked: String, _ part: String) throws -> (text: String, at: Range<Int>) {
  let reading = Reading(marked)
  let text = try #require(reading.node("a")?.scalar?.text)
  let wanted = Array(part.utf8)
  let start = try #require(
    text.utf8.indices.first { text.utf8[$0...].starts(with: wanted) })
  let range = text.range(start..<start + wanted.count)
  return (range.text, range.bytes)
}

@Suite struct ScalarMappingTests {
  @Test func plainTextMapsByteForByte() throws {
    let found = try mapped("a: Grüße, {{ name }}\n", "{{ name }}")
    #expect(found.text == "{{ name }}")
    #expect(found.at == 12..<22)
  }

  @Test func foldedPlainTextMapsEachLine() throws {
    let source = "a: one\n  two\n\n  three # no\n"
    #expect(Reading(source).node("a")?.scalar?.string == "one two\nthree")
    #expect(try mapped(source, "two").at == 9..<12)
    #expect(try mapped(source, "three").at == 16..<21)
    #expect(try mapped(source, " two").text == "\n  two")
  }

  @Test func escapesMapToAllOfTheirBytes() throws {
    let source = #"a: "x\u00e9\ty \"z\" \x41\U0001F600 end""# + "\n"
    #expect(Reading(source).node("a")?.scalar?.string == "xé\ty \"z\" A😀 end")
    #expect(try mapped(source, "é").text == #"\u00e9"#)
    #expect(try mapped(source, "\"z").text == #"\"z"#)
    #expect(try mapped(source, "😀").text == #"\U0001F600"#)
    #expect(try mapped(source, "end").text == "end")
  }

  @Test func escapedLineBreaksVanish() throws {
    let source = "a: \"one \\\n     two\\\n\n  three\n  four\"\n"
    #expect(Reading(source).node("a")?.scalar?.string == "one two\nthree four")
    #expect(try mapped(source, "two").text == "two")
    #expect(try mapped(source, "three").text == "three")
  }

  @Test func singleQuotesAreDoubled() throws {
    let source = "a: 'it''s {{ x }}'\n"
    #expect(Reading(source).node("a")?.scalar?.string == "it's {{ x }}")
    #expect(try mapped(source, "'").text == "''")
    #expect(try mapped(source, "x").at == 13..<14)
  }

  @Test func literalBlockLosesItsIndentation() throws {
    let source = "a: |\n    one\n      {{ two }}\n\n    three\nb: 1\n"
    #expect(Reading(source).node("a")?.scalar?.string == "one\n  {{ two }}\n\nthree\n")
    #expect(try mapped(source, "{{ two }}").at == 19..<28)
    #expect(try mapped(source, "three").text == "three")
    #expect(try mapped(source, "three\n").text == "three\n")
  }

  @Test(arguments: [
    ("|", "one\n"), ("|-", "one"), ("|+", "one\n\n\n"), ("|2", "  one\n"), ("|2-", "  one"),
    ("|-2", "  one"), (">", "one\n"), (">-", "one"), (">+ # why", "one\n\n\n"),
  ])
  func blockHeaders(_ header: String, _ value: String) {
    let reading = Reading("x:\n  a: \(header)\n      one\n\n\n  b: 1\n")
    #expect(reading.node("x", "a")?.scalar?.string == value)
    #expect(reading.node("x", "a")?.scalar?.hasExactPlaces == true)
  }

  @Test func foldedBlockJoinsLines() throws {
    let source = "a: >\n  one\n  two\n    kept\n  three\n\n  four\n"
    #expect(Reading(source).node("a")?.scalar?.string == "one two\n  kept\nthree\nfour\n")
    #expect(try mapped(source, "two").text == "two")
    #expect(try mapped(source, "kept").text == "kept")
    #expect(try mapped(source, "four").text == "four")
  }

  @Test func blockRangeEndsWithItsText() {
    let reading = Reading("a: |-\n  one\n\n# below\nb: >+\n  two\n\nc: |\nd: 1\n")
    #expect(reading.node("a")?.range.text == "|-\n  one")
    #expect(reading.node("b")?.range.text == ">+\n  two\n\n")
    #expect(reading.node("c")?.range.text == "|")
  }

  @Test func lineBreaksOfAllKinds() throws {
    let source = "a: |\r\n  one\r\n  two\r\nb: 'x\r\n\r\n  y'\r\nc: \"\u{85}z\"\r\n"
    let reading = Reading(source)
    #expect(Array((reading.node("a")?.scalar?.text.utf8) ?? []) == Array("one\ntwo\n".utf8))
    #expect(Array((reading.node("b")?.scalar?.text.utf8) ?? []) == Array("x\ny".utf8))
    #expect(try mapped(source, "two").text == "two")
    #expect(reading.document?.root.scalars.allSatisfy(\.hasExactPlaces) == true)
  }

  @Test func byteOrderMarkIsNoText() {
    let reading = Reading("\u{FEFF}a: é\nb: 1\n")
    #expect(reading.root?.outline == #"{a: "é", b: 1}"#)
    #expect(reading.node("b")?.range.bytes == 12..<13)
  }
}

extension YAMLScalar {
  /// Its segments cover the value without gap, lie in its range, and are true to the file.
  var hasExactPlaces: Bool {
    var next = 0
    var lastEnd = range.bytes.lowerBound
    for segment in text.segments {
      guard segment.text.lowerBound == next, !segment.text.isEmpty else { return false }
      guard segment.file.lowerBound >= lastEnd, segment.file.upperBound <= range.bytes.upperBound
      else { return false }
      if segment.isVerbatim {
        guard text.file.bytes[segment.file].elementsEqual(text.utf8[segment.text]) else {
          return false
        }
      } else if segment.file == range.bytes {
        return false
      }
      next = segment.text.upperBound
      lastEnd = segment.file.upperBound
    }
    return next == text.utf8.count
  }
}
