import Diagnostics
import Testing

@Suite struct TextPositionTests {
  @Test func columnsCountScalars() {
    let positions = TextPositions(SourceFile(path: "x", text: "aé\r\n日b\rc\n"))
    let all = [0, 1, 3, 5, 8, 9, 10, 11, 12].map { offset in
      let position = positions.position(at: offset)
      return "\(position.line):\(position.column)"
    }
    #expect(all == ["1:1", "1:2", "1:3", "2:1", "2:2", "2:3", "3:1", "3:2", "4:1"])
    #expect(positions.position(at: 99) == positions.position(at: 12))
  }

  @Test func blocksOfManyBytesAddUp() {
    for count in [511, 512, 513, 1_024, 5_000] {
      let text = String(repeating: "é", count: count)
      let positions = TextPositions(SourceFile(path: "x", text: "\n" + text))
      for scalar in stride(from: 0, through: count, by: 7) {
        #expect(positions.position(at: 1 + 2 * scalar).column == scalar + 1)
      }
      #expect(positions.position(at: 1 + 2 * count).column == count + 1)
    }
  }
}
