extension Program.FilterCall {
  /// Of html printed in an attribute's value: what could end the value becomes an entity, and entities stay.
  static let quoteMarkup = Program.FilterCall(
    apply: { (evaluation, input, _) throws(RenderFailure) in
      guard case .text(let text) = input, text.isMarkup else { return input }
      return try evaluation.makeText(isMarkup: true) { (evaluation, output) in
        evaluation.withBytes(of: text) { bytes in
          var start = 0
          for i in 0..<bytes.count where endsValue(bytes[i]) {
            output.append(bytes.slice(start..<i), escape: .none, encoding: .plain)
            output.append(bytes.slice(i..<i + 1), escape: .html, encoding: .plain)
            start = i + 1
          }
          output.append(bytes.slice(start..<bytes.count), escape: .none, encoding: .plain)
        }
      }
    }, parameters: 0, given: 0, mayBeNull: 0, takesNull: false)

  private static func endsValue(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: "&") && SpecialBytes.html.contains(byte)
  }
}
