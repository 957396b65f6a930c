import CampaignRunner
import TestSupport
import Testing

struct CSVReaderTests {
  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2\r\n3,4\r5,6", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("\u{FEFF}\"a\",b\n", [["a", "b"]]),
    ("a,,\n,,\n", [["a", "", ""], ["", "", ""]]),
    ("\"a\",\"\",\"b\"\"c\"\n", [["a", "", "b\"c"]]),
    ("\"\"\"\",\"\"\"\"\"\"\n", [["\"", "\"\""]]),
    ("\"a,b\",\"c\nd\r\ne\rf\"\n", [["a,b", "c\nd\r\ne\rf"]]),
    ("\"a\"", [["a"]]), ("\"\"", [[""]]), ("a\t b \n", [["a\t b "]]),
    ("\n\na\n\r\n\nb\n\n", [["a"], ["b"]]),
    ("a, b\n", [["a", " b"]]),
    ("Žofie,健太,😀\n", [["Žofie", "健太", "😀"]]),
    ("", []), ("\n\n", []), ("\u{FEFF}", []), ("a,b,", [["a", "b", ""]]), (",", [["", ""]]),
    ("0123456,01234567,012345678\n,x\n", [["0123456", "01234567", "012345678"], ["", "x"]]),
  ])
  func `records are those of RFC 4180`(text: String, records: [[String]]) {
    for chunk in [1, 2, 3, 7, 8, 9, .max] {
      let reading = Reading(text, chunk: chunk)
      #expect(reading.records == records)
      #expect(reading.faults.isEmpty)
    }
  }

  @Test func `records know their number and their line`() {
    let reading = Reading("h\n\n\"a\nb\r\nc\rd\"\r\nx\ry\n\n\nz")
    #expect(reading.places == ["1:1", "2:3", "3:7", "4:8", "5:11"])
  }

  @Test(arguments: [
    ("a,b\n1,\"2\n3,4\n", "unterminatedQuote 2:2:3"),
    ("a,b\n1,\"2\"\"", "unterminatedQuote 2:2:3"),
    ("\"", "unterminatedQuote 1:1:1"),
    ("a,b\n\"x\ny\",\"z\nw", "unterminatedQuote 2:3:4"),
    ("a,b\n1,2\"\n", "strayQuote 2:2:4"),
    ("a,b\n1,\"2\"x\n", "strayQuote 2:2:5"),
    ("a,b\n1, \"2\"\n", "strayQuote 2:2:4"),
    ("a\r\n\"x\r\ny\"z\r\n", "strayQuote 2:3:2"),
    ("a\n\"x\"\"\"y\n", "strayQuote 2:2:5"),
    ("a,b\n1,\0\n", "nul 2:2:3"),
    ("a,b\n1,\"\0\"\n", "nul 2:2:4"),
    ("a,b\n1,\"x\"\0\n", "nul 2:2:6"),
    ("\0", "nul 1:1:1"), ("a\0", "nul 1:1:2"), ("é\0", "nul 1:1:3"),
    ("\u{FEFF}a,\"b\"c\n", "strayQuote 1:1:5"),
  ])
  func `a fault has a place`(text: String, fault: String) {
    for chunk in [1, 3, .max] {
      let faults = Reading(text, chunk: chunk).faults
      let shown = faults.map { "\($0.reason) \($0.row):\($0.line):\($0.byteColumn ?? 0)" }
      #expect(shown == [fault], "chunk \(chunk)")
    }
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
      [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xE2, 0x28, 0xA1],
    ] as [[UInt8]])
  func `text that is not UTF-8 is a fault`(bytes: [UInt8]) throws {
    for (before, after) in [("a,bé,", "\nc\n"), ("a,bé,\"", "\"\nc\n"), ("a,bé,", "")] {
      let reading = Reading(Array(before.utf8) + bytes + Array(after.utf8))
      let fault = try #require(reading.faults.first)
      #expect(reading.faults.count == 1)
      #expect(fault.reason == .encoding)
      #expect((fault.row, fault.line, fault.cell) == (1, 1, 2))
      #expect(fault.byteColumn == before.utf8.count + 1)
      #expect(reading.records == (after.contains("c") ? [["c"]] : []))
    }
  }

  @Test func `reading goes on with the line after a fault`() {
    let text = "h\na\"b\r\n\"c\"d\ne\n\0\"\n\"f\n\0\ng\"\ni\n"
    for chunk in [1, 2, 5, .max] {
      let reading = Reading(text, chunk: chunk)
      // The quote before the last line is stray: the quoted cell that it ended was given up.
      #expect(reading.faults.map(\.row) == [2, 3, 5, 6, 7])
      #expect(reading.faults.map(\.line) == [2, 3, 5, 7, 8])
      #expect(reading.records == [["h"], ["e"], ["i"]])
      #expect(reading.places == ["1:1", "4:4", "8:9"])
    }
  }

  @Test func `a record is shown as it stands in the file`() throws {
    var reader = CSVReader(source: source(Array("a,\"b\"\"\"\r\nx\"y,z\nc".utf8)))
    #expect(try reader.next())
    #expect(reader.record.elementsEqual("a,\"b\"\"\"".utf8))
    #expect(throws: SegmentFault.self) { try reader.next() }
    #expect(reader.record.elementsEqual("x\"y,z".utf8))
    #expect(try reader.next())
    #expect(reader.record.elementsEqual("c".utf8))
    #expect(try !reader.next())
    #expect(try !reader.next())
  }

  @Test func `records and cells have limits`() {
    let limit = CSVReader.maxRecord
    let long = String(repeating: "x", count: limit)
    #expect(Reading("\(long)\ny\n", chunk: 5000).records.map { $0[0].utf8.count } == [limit, 1])
    for text in ["h\n\(long)x\ny\n", "h\n\(long)\(long)\(long)\ny\n", "h\n\"\(long)\"\ny\n"] {
      let reading = Reading(text, chunk: 5000)
      #expect(reading.faults.map(\.reason) == [.recordTooLong])
      #expect(reading.faults.map(\.line) == [2])
      #expect(reading.records == [["h"], ["y"]])
    }
    let open = Reading("h\nx,\"\(long)\(long)\n\(long)", chunk: 5000)
    #expect(open.faults.map(\.reason) == [.unterminatedQuote])
    #expect(open.faults.map(\.byteColumn) == [3])
    #expect(open.records == [["h"]])

    let cells = [String](repeating: "1", count: 1000).joined(separator: ",")
    #expect(Reading("\(cells)\n").records.map(\.count) == [1000])
    let tooMany = Reading("\(cells),1\ny\n")
    #expect(tooMany.faults.map(\.reason) == [.tooManyCells])
    #expect(tooMany.records == [["y"]])
  }

  @Test func `a long row of quoted lines is read in small pieces`() {
    let lines = String(repeating: "line\r\n", count: 100_000)
    let reading = Reading("a\n\"\(lines)\"\nb\n", chunk: 10)
    #expect(reading.records.map { $0[0].utf8.count } == [1, 600_000, 1])
    #expect(reading.places == ["1:1", "2:2", "3:100003"])
  }

  @Test func `a source that fails ends the reading`() throws {
    var calls = 0
    var reader = CSVReader { buffer in
      calls += 1
      if calls > 1 { return nil }
      buffer[0] = 0x61
      return 1
    }
    #expect { try reader.next() } throws: { ($0 as? SegmentFault)?.reason == .unreadable }
    #expect(try !reader.next())
  }

  @Test func `cut and altered files give the same in pieces of every size`() {
    let text = Array("\u{FEFF}id,na\"me\r\n1,\"A\nb\"\"\",é\r2,\"\",\n\n3,\"x\",y\0\n4,\"😀".utf8)
    var random = SeededRandom(seed: 3)
    var cases = text.indices.map { Array(text[..<$0]) }
    for index in text.indices {
      for byte: UInt8 in [0, 0x0A, 0x0D, 0x22, 0x2C, 0x80, 0xFF, UInt8(random.next() % 256)] {
        var altered = text
        altered[index] = byte
        cases.append(altered)
      }
    }
    for bytes in cases {
      let whole = Reading(bytes)
      for chunk in 1...9 { #expect(Reading(bytes, chunk: chunk) == whole) }
      for fault in whole.faults {
        #expect(fault.line >= 1 && fault.line <= 20)
        #expect((1...(bytes.count + 1)).contains(fault.byteColumn ?? 1))
        #expect(!fault.message.isEmpty)
      }
    }
  }

  @Test func `what is written by the book is read back`() {
    var random = SeededRandom(seed: 20)
    let pieces = ["", "a", "\"", ",", "\n", "\r", "\r\n", "é", "😀", "0123456", " ", "\t"]
    for _ in 0..<500 {
      let rows = (0..<(1 + random.next() % 5)).map { _ in
        (0..<(2 + random.next() % 4)).map { _ in
          (0..<(random.next() % 5)).map { _ in pieces[Int(random.next() % 12)] }.joined()
        }
      }
      let text = rows.map { row in
        row.map {
          "\""
            + $0.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
        }.joined(separator: ",")
      }.joined(separator: random.next() % 2 == 0 ? "\n" : "\r\n")
      let reading = Reading(text, chunk: 1 + Int(random.next() % 40))
      #expect(reading.faults.isEmpty)
      #expect(
        reading.records.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
    }
  }
}
