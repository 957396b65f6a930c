import CampaignGraph
import CampaignRunner
import LiquidTemplates
import Testing

/// The cell that `text` gives, or the fault's message.
private func cell(_ type: ColumnType, _ text: String) -> String {
  let quoted = text.split(separator: "\"", omittingEmptySubsequences: false).joined(
    separator: "\"\"")
  let reading = SegmentReading([Column("x", type)], "x,y\n\"\(quoted)\",1\n")
  if let fault = reading.faults.first {
    guard case .cellType(let reason) = fault.reason else { return fault.message }
    return "\(reason)"
  }
  return reading.rows.first?.first ?? "no row"
}

struct CellParserTests {
  @Test(arguments: [
    ("0", "0"), ("42", "42"), ("-7", "-7"), ("+7", "7"), ("007", "7"), ("-0", "0"), ("", "null"),
    ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("9223372036854775808", "integerRange"), ("-9223372036854775809", "integerRange"),
    ("99999999999999999999999999", "integerRange"), ("+", "integer"), ("-", "integer"),
    ("1.0", "integer"), (" 1", "integer"), ("1 ", "integer"), ("1,000", "integer"),
    ("1e3", "integer"), ("--1", "integer"), ("٣", "integer"), ("99999999999999999999x", "integer"),
  ])
  func `an integer`(text: String, expected: String) {
    #expect(cell(.integer, text) == expected)
  }

  @Test(arguments: [
    ("0", "0e-0"), ("12.50", "1250e-2"), ("-0.05", "-5e-2"), ("+1", "1e-0"), ("", "null"),
    ("123456789012345678901234567890", "123456789012345678901234567890e-0"),
    ("0000000000000000000000000000000001", "1e-0"),
    ("0.000000000000000000000000000001", "1e-30"),
    ("1234567890123456789012345678901", "decimalDigits"),
    ("0.0000000000000000000000000000001", "decimalDigits"),
    (".5", "decimal"), ("5.", "decimal"), (".", "decimal"), ("1.2.3", "decimal"), ("-", "decimal"),
    ("1,5", "decimal"), ("1e3", "decimal"), ("+.5", "decimal"), ("NaN", "decimal"),
    ("$5", "decimal"),
  ])
  func `a decimal`(text: String, expected: String) {
    #expect(cell(.decimal, text) == expected)
  }

  @Test(arguments: [
    ("true", "true"), ("false", "false"), ("TRUE", "true"), ("False", "false"), ("", "null"),
    ("yes", "boolean"), ("1", "boolean"), ("true ", "boolean"), ("t\u{52}ue\u{301}", "boolean"),
  ])
  func `a boolean`(text: String, expected: String) {
    #expect(cell(.boolean, text) == expected)
  }

  @Test(arguments: [
    ("2026-12-31", "2026-12-31"), ("", "null"), ("2026-02-29", "date"), ("31.12.2026", "date"),
    ("2026-12-31T00:00Z", "date"),
  ])
  func `a date`(text: String, expected: String) {
    #expect(cell(.date, text) == expected)
  }

  @Test(arguments: [
    ("2026-12-31T09:00:00+01:00", "2026-12-31T08:00:00Z"),
    ("2026-12-31 09:00Z", "2026-12-31T09:00:00Z"),
    ("", "null"), ("2026-12-31T09:00:00", "timestampOffset"), ("2026-12-31", "timestamp"),
    ("2026-12-31T09:00:00+01:00x", "timestamp"),
  ])
  func `a timestamp needs an offset`(text: String, expected: String) {
    #expect(cell(.timestamp, text) == expected)
  }

  @Test(arguments: [ColumnType.string, .email, .timezone])
  func `text is taken as it is`(type: ColumnType) {
    #expect(cell(type, " a \"b\"\n") == "' a \"b\"\n'")
    #expect(cell(type, "") == "null")
    #expect(cell(type, " ") == "' '")
  }

  @Test func `an empty list is a list, unless the column may hold null`() {
    let type = ColumnType.list(of: .string, separator: ";")
    let reading = SegmentReading(
      [Column("a", type, required: true), Column("b", type)], "a,b\n,\n")
    #expect(reading.rows == [["[]", "null"]])
    #expect(reading.faults.isEmpty)
  }

  @Test(arguments: [
    "http://a", "https://acme.example/x?y=1#z", "HTTPS://ACME.example",
    "https://bücher.example/é|{}",
  ])
  func `a url of the web`(text: String) {
    #expect(cell(.url, text) == "'\(text)'")
  }

  @Test(arguments: [
    "acme.example", "www.acme.example", "http://", "https://", "https:///x", "https://?x",
    "http:/a",
    "javascript:alert(1)", "ftp://acme.example", "https://a b", " https://a", "https://a\n",
    "https://a\"b", "https://a<b", "mailto:a@b.c", "http:\u{1A}//a", "http\u{1A}//acme",
  ])
  func `a url of nothing else`(text: String) {
    #expect(cell(.url, text) == "url")
  }

  @Test func `an enumeration holds its values to the byte`() {
    let type = ColumnType.enumeration(["é", "b\"c", ""])
    #expect(cell(type, "\u{E9}") == "'é'")
    #expect(cell(type, "b\"c") == "'b\"c'")
    #expect(cell(type, "e\u{301}").hasPrefix("value"))
    #expect(cell(type, "b").hasPrefix("value"))
    #expect(cell(type, "") == "null")
  }

  @Test(arguments: [
    (";", "a;b", "['a' 'b']"), (";", " a ;\tb;", "['a' 'b']"), (";", ";; ;", "[]"),
    (";", "", "null"),
    (";", "a,b", "['a,b']"), ("||", "a||b|c||", "['a' 'b|c']"), ("||", "|||", "['|']"),
    ("", "a;b", "['a;b']"), (" ", "a  b", "['a' 'b']"), (";", "a;\"b\";c", "['a' '\"b\"' 'c']"),
  ])
  func `a list of texts`(separator: String, text: String, expected: String) {
    #expect(cell(.list(of: .string, separator: separator), text) == expected)
  }

  @Test(arguments: [
    (ColumnType.integer, "9; 10;9", "[9 10 9]"),
    (.integer, "9;x;y", "item(2, CampaignRunner.CellFault.integer)"),
    (.date, "2026-01-01;2026-13-01", "item(2, CampaignRunner.CellFault.date)"),
    (.boolean, "true;FALSE", "[true false]"), (.decimal, "0.5", "[5e-1]"),
  ])
  func `a list of typed items`(type: ColumnType, text: String, expected: String) {
    #expect(cell(.list(of: type, separator: ";"), text) == expected)
  }

  @Test func `each fault says what is allowed`() {
    let faults: [CellFault] = [
      .integer, .integerRange, .decimal, .decimalDigits, .boolean, .date, .timestamp,
      .timestampOffset, .url, .value(["free"]), .item(2, .integer),
    ]
    for fault in faults {
      #expect(fault.message.utf8.count > 10)
      #expect(!fault.message.hasSuffix("."))
    }
  }

  @Test func `a default is a value like any other`() {
    let columns = [
      Column("a", .list(of: .integer, separator: ";"), required: true, default: "9;17"),
      Column("b", .boolean, default: "false"), Column("c", .date, default: "2026-01-01"),
    ]
    let reading = SegmentReading(columns, "a,b,c\n,,\n1,true,2026-02-02\n;,,\n")
    #expect(
      reading.rows == [
        ["[9 17]", "false", "2026-01-01"], ["[1]", "true", "2026-02-02"],
        ["[]", "false", "2026-01-01"],
      ])
    #expect(reading.places.isEmpty)
  }
}
