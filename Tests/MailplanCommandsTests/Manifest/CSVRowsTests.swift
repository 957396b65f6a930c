import MailplanCommands
import Testing

@Suite struct CSVRowsTests {
  private func cells(_ row: String) -> [[UInt8]] {
    var csv = CSVRows(hasBodies: true)
    var line: [UInt8] = []
    Array(row.utf8).withUnsafeBytes { csv.append($0, to: &line) }
    return readCSV(line).first ?? []
  }

  private func cell(_ name: String, of row: String) -> String {
    let header = readCSV(CSVRows(hasBodies: true).header)[0].map {
      String(decoding: $0, as: UTF8.self)
    }
    guard let place = header.firstIndex(of: name) else { return "no column" }
    return String(decoding: cells(row)[place], as: UTF8.self)
  }

  @Test(arguments: [
    ("=1+2", "'=1+2"), ("+49 30 1", "'+49 30 1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
    ("  =1", "'  =1"), ("\\t=1", "'\t=1"), ("\\nx", "'\nx"), ("\\rx", "'\rx"), ("＝1", "'＝1"),
    ("＋1", "'＋1"), ("－1", "'－1"), ("＠a", "'＠a"), ("a=1", "a=1"), ("1-2", "1-2"), ("", ""),
    ("Ümit, \\\"x\\\"", "Ümit, \"x\""), ("＃1", "＃1"), ("\\u2028\\u007f", "\u{2028}\u{7F}"),
  ])
  func textThatWouldBeAFormulaIsGuarded(json: String, text: String) {
    #expect(cell("subject", of: #"{"outcome":"send","subject":"\#(json)","row":3}"#) == text)
  }

  @Test func valuesKeepTheirForm() {
    let row =
      #"{"outcome":"skip","row":-1,"trackOpens":true,"step":null,"timing":["window","gap"],"headers":{"X-A":"b, \"c\""},"other":[{"a":"]"}],"path":["a"]}"#
    #expect(cell("row", of: row) == "-1")
    #expect(cell("trackOpens", of: row) == "true")
    #expect(cell("step", of: row) == "")
    #expect(cell("timing", of: row) == #"["window","gap"]"#)
    #expect(cell("headers", of: row) == #"{"X-A":"b, \"c\""}"#)
    #expect(cell("path", of: row) == #"["a"]"#)
  }

  @Test func noTextIsTold_apartFromNoValue() {
    var csv = CSVRows(hasBodies: false)
    var line: [UInt8] = []
    Array(#"{"subject":"","preheader":null}"#.utf8).withUnsafeBytes { csv.append($0, to: &line) }
    #expect(String(decoding: line, as: UTF8.self).contains(",\"\",,"))
  }
}

/// A reader of its own, so that the writer is not tested with itself.
func readCSV(_ bytes: [UInt8]) -> [[[UInt8]]] {
  var rows: [[[UInt8]]] = []
  var row: [[UInt8]] = []
  var cell: [UInt8] = []
  var isQuoted = false
  var i = 0
  while i < bytes.count {
    let byte = bytes[i]
    if isQuoted {
      if byte == 0x22, i + 1 < bytes.count, bytes[i + 1] == 0x22 {
        cell.append(byte)
        i += 1
      } else if byte == 0x22 {
        isQuoted = false
      } else {
        cell.append(byte)
      }
    } else if byte == 0x22 {
      isQuoted = true
    } else if byte == 0x2C {
      row.append(cell)
      cell = []
    } else if byte == 0x0A {
      row.append(cell)
      rows.append(row)
      (row, cell) = ([], [])
    } else {
      cell.append(byte)
    }
    i += 1
  }
  return rows
}
