import JSONText
import Testing

private func compact(_ value: JSONValue) -> String {
  String(decoding: value.serialized(), as: UTF8.self)
}

@Suite struct SerializeJSONTests {
  @Test func compactHasNoSpace() {
    let value: JSONValue = [
      "b": [1, .null, true, "x\(1)"], "a": .object([]), "c": .array([]), "n": .number("1.50"),
    ]
    #expect(compact(value) == #"{"b":[1,null,true,"x1"],"a":{},"c":[],"n":1.50}"#)
  }

  @Test func prettyIndentsByTwo() {
    let value: JSONValue = ["a": [1, ["b": .null]], "c": [], "d": [:]]
    let expected = """
      {
        "a": [
          1,
          {
            "b": null
          }
        ],
        "c": [],
        "d": {}
      }

      """
    #expect(String(decoding: value.serialized(pretty: true), as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("\"\\/", #""\"\\/""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
    ("\0\u{1F}\u{7F}\u{80}\u{9F}", #""\u0000\u001f\u007f\u0080\u009f""#),
    ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("\u{A0}é\u{2027}日😀", "\"\u{A0}é\u{2027}日😀\""),
    ("\r\n", #""\r\n""#), ("", #""""#),
  ])
  func strings(_ text: String, _ json: String) {
    #expect(Array(JSONValue(text).serialized()) == Array(json.utf8))
  }

  @Test func writtenTextIsReadBackEqual() throws {
    let all = String(
      String.UnicodeScalarView((0...0x3000).compactMap { Unicode.Scalar(UInt32($0)) }))
    let value: JSONValue = ["all": .string(all), "n": [.number("1e5"), .integer(.min)]]
    #expect(try parseJSON(value.serialized()) == value)
    #expect(try parseJSON(value.serialized(pretty: true)) == value)
  }

  @Test func absentMembersAreLeftOut() {
    let value = JSONValue.object(present: [("a", nil), ("b", .null), ("c", 1)])
    #expect(compact(value) == #"{"b":null,"c":1}"#)
    #expect(compact(JSONValue(nil as String?)) == "null")
    #expect(compact(JSONValue(["x", "y"])) == #"["x","y"]"#)
  }

  @Test func valuesAreBuiltAndReadByKind() {
    #expect(JSONValue(true).booleanValue == true)
    #expect(JSONValue(7 as Int64).numberText == "7")
    #expect(JSONValue(7).integerValue == 7)
    #expect(JSONValue([1, 2]).arrayValue == [1, 2])
    #expect(JSONValue(nil as Int?).isNull)
    let string: JSONValue = "x"
    #expect(string["a"] == nil && string[0] == nil && string.arrayValue == nil)
    #expect(string.booleanValue == nil && string.integerValue == nil && string.numberText == nil)
    #expect(JSONValue.null.stringValue == nil && JSONValue.null.objectValue == nil)
  }
}
