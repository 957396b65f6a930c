import JSONText
import Testing

private func parsed(_ text: String) throws -> JSONValue { try parseJSON(Array(text.utf8)) }

private func failure(_ bytes: [UInt8]) -> JSONError? {
  do throws(JSONError) {
    _ = try parseJSON(bytes)
    return nil
  } catch {
    return error
  }
}

private func failure(_ text: String) -> JSONError? { failure(Array(text.utf8)) }

@Suite struct ParseJSONTests {
  @Test func readsEveryKindOfValue() throws {
    let value = try parsed(
      #" { "a" : [ 1 , -2.5e+3 , true , false , null ] , "b" : { } , "c" : [ ] , "" : "é😀" } "#)
    #expect(
      value == [
        "a": [1, .number("-2.5e+3"), true, false, .null], "b": [:], "c": [], "": "é😀",
      ])
    #expect(value["a"]?[0]?.integerValue == 1)
    #expect(value["a"]?[1]?.numberText == "-2.5e+3")
    #expect(value["a"]?[2]?.booleanValue == true)
    #expect(value["a"]?[4]?.isNull == true)
    #expect(value["a"]?[5] == nil)
    #expect(value[""]?.stringValue == "é😀")
    #expect(value["x"] == nil)
  }

  @Test(arguments: [
    ("9223372036854775807", JSONValue.integer(.max)), ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .number("9223372036854775808")), ("-0", .number("-0")),
    ("0", .integer(0)), ("0.10", .number("0.10")), ("1E-400", .number("1E-400")),
  ])
  func numbersKeepWhatIsWritten(_ text: String, _ value: JSONValue) throws {
    #expect(try parsed(text) == value)
    #expect(String(decoding: value.serialized(), as: UTF8.self) == text)
  }

  @Test func readsEscapes() throws {
    let value = try parsed(#""\"\\\/\b\f\n\r\t\u00e9\uD83D\ude00\u0000""#)
    #expect(value.stringValue == "\"\\/\u{8}\u{C}\n\r\té😀\0")
  }

  @Test(arguments: [
    ("", 0, JSONError.Reason.unexpectedEnd), ("  ", 2, .unexpectedEnd), ("[1", 2, .unexpectedEnd),
    ("tru", 3, .unexpectedEnd), ("\"a", 2, .unexpectedEnd), ("-", 1, .unexpectedEnd),
    ("1 2", 2, .trailingText), ("01", 1, .invalidNumber), ("1.x", 2, .invalidNumber),
    ("-x", 1, .invalidNumber), ("[1,]", 3, .unexpectedByte(0x5D)),
    ("{a:1}", 1, .unexpectedByte(0x61)), ("{\"a\" 1}", 5, .unexpectedByte(0x31)),
    ("+1", 0, .unexpectedByte(0x2B)), ("NaN", 0, .unexpectedByte(0x4E)),
    ("// c", 0, .unexpectedByte(0x2F)), ("'a'", 0, .unexpectedByte(0x27)),
    ("\u{FEFF}1", 0, .unexpectedByte(0xEF)), ("\"\\x\"", 1, .invalidEscape),
    ("\"\\u12g4\"", 1, .invalidEscape), ("\"\\ud800\"", 1, .loneSurrogate),
    ("\"a\\udc00\"", 2, .loneSurrogate), ("\"\\ud800\\u0041\"", 1, .loneSurrogate),
    ("\"a\nb\"", 2, .controlCharacter),
    ("{\"a\":1,\"\\u0061\":2}", 7, .duplicateName("a")),
  ])
  func refusesWithPlaceAndReason(_ text: String, _ offset: Int, _ reason: JSONError.Reason) {
    #expect(failure(text) == JSONError(offset: offset, reason: reason))
  }

  @Test func namesAreComparedByBytes() throws {
    #expect(try parsed("{\"\u{E9}\":1,\"e\u{301}\":2}").objectValue?.count == 2)
  }

  @Test(arguments: [
    [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
    [0x22, 0xC0, 0x80, 0x22],
    [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82],
  ])
  func refusesInvalidUTF8(_ bytes: [UInt8]) {
    #expect(failure(bytes) == JSONError(offset: 1, reason: .invalidUTF8))
  }

  @Test func depthIsLimited() {
    let nested = { (count: Int) in
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(failure(nested(512)) == nil)
    #expect(failure(nested(513)) == JSONError(offset: 512, reason: .tooDeep))
    #expect(failure(String(repeating: "{\"\":[", count: 100_000))?.reason == .tooDeep)
  }

  @Test func brokenInputNeverTraps() {
    let sample = Array(#"{"a":[1,-2.5e3,"\u00e9\ud83d\ude00é",true,null],"b":{"c":false}}"#.utf8)
    for count in 0..<sample.count {
      let error = failure(Array(sample.prefix(count)))
      #expect(error.map { $0.offset <= count } == true)
    }
    for place in sample.indices {
      for byte in UInt8.min...UInt8.max {
        var mutant = sample
        mutant[place] = byte
        if let error = failure(mutant) { #expect(error.offset <= mutant.count) }
      }
    }
  }

  @Test func errorsReadAloud() {
    #expect(failure("[1,]")?.description == "unexpected ']' at byte 3")
    #expect(failure("\u{1}")?.description == "unexpected byte 0x1 at byte 0")
  }
}
