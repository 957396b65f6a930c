import Foundation
import MailplanCommands
import Testing

/// Keeps what it is given.
private final class Collected: ManifestTarget {
  var bytes: [UInt8] = []
  var isFinished = false

  func write(_ rows: UnsafeRawBufferPointer) throws { bytes.append(contentsOf: rows) }
  func finish() throws { isFinished = true }
  func commit() throws {}
}

@Suite struct RowSorterTests {
  /// Rows of some instants, several of each, some without one; `number` tells them apart.
  private func rows(_ count: Int, seed: UInt64) -> [String] {
    var state = seed
    func next(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % limit
    }
    return (0..<count).map { number in
      let day = next(28) + 1
      let at =
        next(10) == 0 ? "null" : "\"2026-12-\(day < 10 ? "0" : "")\(day)T0\(next(10)):00:00Z\""
      let padding = String(repeating: "x", count: Int(next(200)))
      return
        #"{"outcome":"send","contact":"a\"b\\","row":\#(number),"sendAt":\#(at),"html":"\#(padding)"}"#
    }
  }

  private func expected(_ rows: [String]) -> [String] {
    func key(_ row: String) -> String {
      row.contains("\"sendAt\":null")
        ? "~" : String(row.split(separator: "sendAt\":\"")[1].prefix(20))
    }
    return rows.enumerated().sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }
      .map(\.element)
  }

  @Test(arguments: [1, 300, 5_000, 1 << 20], [2, 3, 64])
  func rowsComeByInstantWhateverFitsInMemory(budget: Int, fanIn: Int) throws {
    let folder = try TemporaryFolder()
    for count in [0, 1, 2, 37, 400] {
      let all = rows(count, seed: UInt64(count + 1))
      let target = Collected()
      let sorter = RowSorter(to: target, budget: budget, fanIn: fanIn) {
        try SpillFile(in: folder.url.path)
      }
      // Several rows a piece, as a run hands them on.
      for start in stride(from: 0, to: all.count, by: 7) {
        let piece = all[start..<min(start + 7, all.count)].map { $0 + "\n" }.joined()
        try Array(piece.utf8).withUnsafeBytes { try sorter.write($0) }
      }
      try sorter.finish()
      #expect(target.isFinished)
      let lines = String(decoding: target.bytes, as: UTF8.self).split(separator: "\n").map(
        String.init)
      #expect(lines == expected(all))
    }
    #expect(folder.files().isEmpty)
  }

  @Test func aRowLargerThanEveryBufferIsKeptWhole() throws {
    let folder = try TemporaryFolder()
    let large = String(repeating: "y", count: 300_000)
    let all = [2, 1, 3].map {
      #"{"row":\#($0),"sendAt":"2026-12-0\#($0)T00:00:00Z","html":"\#(large)"}"#
    }
    let target = Collected()
    let sorter = RowSorter(to: target, budget: 1000) { try SpillFile(in: folder.url.path) }
    for row in all { try Array((row + "\n").utf8).withUnsafeBytes { try sorter.write($0) } }
    try sorter.finish()
    #expect(target.bytes == Array([all[1], all[0], all[2]].map { $0 + "\n" }.joined().utf8))
  }
}
