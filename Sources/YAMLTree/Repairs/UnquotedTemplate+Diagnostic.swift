import Diagnostics

extension UnquotedTemplate {
  func diagnostic(in file: SourceFile) -> Diagnostic {
    switch mistake {
    case .noQuotes:
      return Diagnostic(
        "unquoted-template", .error, "a value that holds a template must be quoted",
        at: file.range(value),
        label: "quote the template", help: "write: " + corrected(in: file)
      ).mended(by: fix("quote the value", in: file))
    case .sameQuotes(let quote, let place):
      let name = quote == UInt8(ascii: "'") ? "single" : "double"
      return Diagnostic(
        "unquoted-template", .error, "a \(name) quote inside a \(name)-quoted value ends it",
        at: file.range(place..<place + 1), label: "the text ends here",
        related: [.init(file.range(value.lowerBound..<value.lowerBound + 1), "it begins here")],
        help: "write: " + corrected(in: file)
      ).mended(by: fix("use the other quote inside", in: file))
    }
  }

  private func fix(_ title: String, in file: SourceFile) -> Fix {
    let place = file.range(value)
    return Fix(title, .safe, [Fix.Edit(place, quoted(file.bytes[place.bytes]))])
  }

  /// The line as it should be.
  private func corrected(in file: SourceFile) -> String {
    let source = SourceBytes(file.bytes)
    let line = file.lines.line(at: value.lowerBound)
    let start = source.skippingBlanks(file.lines.bytes(ofLine: line).lowerBound)
    let end = source.endOfLine(value.upperBound)
    let before = file.bytes[min(start, value.lowerBound)..<value.lowerBound]
    let after = file.bytes[value.upperBound..<end]
    return String(decoding: before + quoted(file.bytes[value]) + after, as: UTF8.self)
  }

  private func quoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let double = UInt8(ascii: "\"")
    let single = UInt8(ascii: "'")
    if case .sameQuotes(let quote, _) = mistake, text.count >= 2, text.last == quote {
      let other = quote == single ? double : single
      return [quote] + text.dropFirst().dropLast().map { $0 == quote ? other : $0 } + [quote]
    }
    if text.contains(double), !text.contains(single) { return [single] + text + [single] }
    var quoted = [double]
    for byte in text {
      if byte == double || byte == UInt8(ascii: "\\") { quoted.append(UInt8(ascii: "\\")) }
      quoted.append(byte)
    }
    return quoted + [double]
  }
}
