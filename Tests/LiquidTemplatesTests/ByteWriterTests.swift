import LiquidTemplates
import Testing

@Suite struct ByteWriterTests {
  /// Whole words, every length of what is left behind them, and every byte at every place of both.
  @Test func plainMeansThatNothingIsEscaped() {
    let special = Array("\"&'<>\\".utf8)
    for length in 0..<20 {
      let text = [UInt8](repeating: 0x61, count: length)
      #expect(text.withUnsafeBytes { ByteWord.isPlain($0) })
      for place in 0..<length {
        for byte in UInt8.min...UInt8.max {
          var text = text
          text[place] = byte
          let isPlain = byte >= 0x20 && byte < 0x7F && !special.contains(byte)
          #expect(text.withUnsafeBytes { ByteWord.isPlain($0) } == isPlain)
        }
      }
    }
  }

  @Test func appendsNumbers() {
    for number in [0, 7, -7, 10, 99, 100, Int64.max, Int64.min, 1_000_000_000_000_000_000] {
      var buffer = ByteBuffer()
      buffer.append(atMost: 20) { $0.append(decimal: number) }
      #expect(String(decoding: buffer.bytes, as: UTF8.self) == "\(number)")
    }
  }

  private struct Refusal: Error {}

  @Test func appendsNothingIfItThrows() {
    var buffer = ByteBuffer()
    buffer.append("kept")
    #expect(throws: Refusal.self) {
      try buffer.append(atMost: 100) { (writer) throws(Refusal) in
        writer.append("dropped")
        throw Refusal()
      }
    }
    #expect(buffer.bytes == Array("kept".utf8))
  }
}
