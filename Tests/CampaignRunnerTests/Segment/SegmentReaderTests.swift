import CampaignGraph
import CampaignRunner
import Diagnostics
import LiquidTemplates
import TestSupport
import Testing

struct SegmentReaderTests {
  private let columns = [
    Column("id", required: true), Column("plan", .enumeration(["free", "pro"])),
    Column("score", .integer, default: "7"),
  ]

  @Test func `rows have the declared columns in declared order`() {
    let reading = SegmentReading(columns, "plan,extra,id,score\nfree,x,c1,42\npro,,c2,\n,y,c3,-1\n")
    #expect(
      reading.rows == [["'c1'", "'free'", "42"], ["'c2'", "'pro'", "7"], ["'c3'", "null", "-1"]])
    #expect(reading.faults.isEmpty)
    #expect(reading.notes == ["the column 'extra' is not declared and is not read"])
  }

  @Test func `quoted cells lose their quotes and keep their text`() {
    let reading = SegmentReading(
      [Column("a"), Column("b"), Column("c", default: "d\"d")],
      "a,b,c\n\"x\"\"y\",\"\",\n\"\"\"\",\" z \",\"1\n2\"\n")
    #expect(reading.rows == [["'x\"y'", "null", "'d\"d'"], ["'\"'", "' z '", "'1\n2'"]])
  }

  @Test(arguments: [
    ("id,plan,score\nc1,free\n", "csv-ragged-row 2:2:-"),
    ("id,plan,score\nc1,free,1,2\n", "csv-ragged-row 2:2:-"),
    ("id,plan,score\n\"c\n1\",free\n", "csv-ragged-row 2:2:-"),
    ("id,plan,score\nc1,\"free,1\n", "csv-unterminated-quote 2:2:4 plan"),
    ("id,plan,score\nc1,fr\"ee,1\n", "csv-stray-quote 2:2:6 plan"),
    ("id,plan,score\nc1,free,\0\n", "csv-nul 2:2:9 score"),
    ("id,plan,score\nc1,free,x\n", "cell-type 2:2:9 score"),
    ("id,plan,score\nc1,best,1\n", "cell-type 2:2:4 plan"),
    ("id,plan,score\n,free,1\n", "cell-missing 2:2:1 id"),
    ("id,plan,score\n\"\",free,1\n", "cell-missing 2:2:1 id"),
    ("id,plan,score\n\"c\n1\",\"free\",\"x\"\n", "cell-type 2:3:11 score"),
    ("id,plan\nc1,free\n", "csv-missing-column 1:1:- score"),
    ("id\nc1\n", "csv-missing-column 1:1:-"),
    ("id,plan,id,score\n", "csv-duplicate-header 1:1:9 id"),
    ("id,plan,x,score,x\n", "csv-duplicate-header 1:1:17"),
    ("id,plan,,score\n", "csv-empty-header 1:1:9"),
    ("id,plan,score,\n", "csv-empty-header 1:1:15"),
    ("id,pl\"an,score\nc1,free,1\n", "csv-stray-quote 1:1:6"),
    ("", "csv-empty 0:1:-"), ("\n\r\n", "csv-empty 0:1:-"),
  ])
  func `a fault has a rule and a place`(text: String, fault: String) {
    for chunk in [1, 4, .max] {
      let reading = SegmentReading(columns, text, chunk: chunk)
      #expect(reading.places == [fault])
      #expect(reading.rows.isEmpty)
    }
  }

  @Test func `rows after a faulty one are read`() {
    let text = "id,plan,score\nc1,free,x\nc2,free\nc3,fr\"ee,1\n,free,1\nc5,free,1\n"
    let reading = SegmentReading(columns, text)
    #expect(reading.rows == [["'c5'", "'free'", "1"]])
    #expect(reading.faults.allSatisfy { $0.isOfRow })
    #expect(reading.faults.map(\.row) == [2, 3, 4, 5])
  }

  @Test func `a byte that is not UTF-8 is found in its column`() {
    let bytes = Array("id,plan,score\n\"é\nc\",fr".utf8) + [0xE9] + Array("ee,1\n".utf8)
    #expect(SegmentReading(columns, bytes).places == ["csv-encoding 2:3:6 plan"])
  }

  @Test func `contact data appears only when it is asked for`() throws {
    let text = "id,plan,score\nc1,secret,1\nc1,free,secret\n\"secret\"x,free,1\nsecret,free\n"
    let faults = SegmentReading(columns, text).faults
    #expect(faults.count == 4)
    for fault in faults {
      let diagnostic = fault.diagnostic(path: "s.csv")
      #expect(!"\(diagnostic)".contains("secret"))
    }
    let shown = try #require(faults.first).diagnostic(path: "s.csv", showData: true)
    #expect(shown.notes == ["the cell holds 'secret'"])
    #expect(shown.place == .position(path: "s.csv", line: 2, column: 4))
    #expect(shown.message == "row 2, column 'plan': the value must be one of 'free', 'pro'")
  }

  @Test(arguments: [
    ("id;plan;score\n", "cells are separated by commas; this header has semicolons"),
    ("id\tplan\tscore\n", "cells are separated by commas; this header has tabs"),
    ("id,Plan,score\n", "the header has 'Plan'; names must match exactly"),
    ("id,plan, Score\n", "the header has ' Score'; names must match exactly"),
  ])
  func `a missing column has a hint`(text: String, hint: String) throws {
    let fault = try #require(SegmentReading(columns, text).faults.first)
    #expect(fault.diagnostic(path: "s.csv").help == hint)
  }

  @Test func `a header that differs altogether has no hint`() throws {
    let fault = try #require(SegmentReading(columns, "a,b,c\n").faults.first)
    #expect(fault.diagnostic(path: "s.csv").help == nil)
    #expect(fault.message == "the declared columns 'id', 'plan', 'score' are missing")
  }

  @Test func `reasons have rules of their own`() {
    let reasons: [(SegmentFault.Reason, String)] = [
      (.recordTooLong, "csv-limit"), (.tooManyCells, "csv-limit"), (.unreadable, "csv-unreadable"),
    ]
    for (reason, rule) in reasons {
      let fault = SegmentFault(
        row: 2, line: 2, byteColumn: nil, columnName: nil, cell: nil, reason: reason)
      #expect(fault.rule.name == rule)
      #expect(!fault.message.isEmpty)
    }
  }

  @Test func `cut and altered segments give the same in pieces of every size`() {
    let columns = [
      Column("a", .list(of: .decimal, separator: "||")), Column("b", .timestamp),
      Column("c", .integer, required: true), Column("d", .date), Column("e", .boolean),
    ]
    let text = Array(
      "a,b,c,d,e\n1||2.5|| ,2026-01-05T10:00Z,-42,2026-02-28,true\r\n\"1\",\"\",\"7\",,FALSE".utf8)
    var random = SeededRandom(seed: 5)
    var cases = text.indices.map { Array(text[..<$0]) }
    for index in text.indices {
      for byte: UInt8 in [0, 0x0A, 0x0D, 0x22, 0x2C, 0x2D, 0x7C, UInt8(random.next() % 256)] {
        var altered = text
        altered[index] = byte
        cases.append(altered)
      }
    }
    for bytes in cases {
      let whole = SegmentReading(columns, bytes)
      for chunk in [1, 2, 5, 13] { #expect(SegmentReading(columns, bytes, chunk: chunk) == whole) }
      for fault in whole.faults { #expect(!fault.diagnostic(path: "s").message.isEmpty) }
    }
  }
}
