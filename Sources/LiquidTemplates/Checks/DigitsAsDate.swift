import Diagnostics

extension ProgramBuilder {
  /// `digits-as-date`: a text of digits is a number of seconds to `date`, so that 20261224 is a day in 1970.
  mutating func checkDate(_ use: FilterUse, _ input: StaticValue) {
    guard use.name.utf8.elementsEqual("date".utf8) || use.name.utf8.elementsEqual("time_zone".utf8)
    else { return }
    let help = "write it as '2026-12-24', or give the column the type date"
    switch input.literal {
    case .text(let bytes)?:
      guard ProgramBuilder.isDigits(bytes) else { return }
      let shown = String(decoding: bytes.prefix(20), as: UTF8.self)
      report(
        "digits-as-date", "'\(shown)' is read as seconds since 1970, not as a date",
        severity: .warning, at: use.name.range, help: help)
    case nil:
      guard let column = input.mirror, input.type.kind == .text else { return }
      let known = scope.columns[column]
      var isDigits = known.isDigits
      if case .enumeration(let values) = known.type {
        isDigits = values.allSatisfy { ProgramBuilder.isDigits(Array($0.utf8)) }
      }
      guard isDigits else { return }
      report(
        "digits-as-date",
        "column '\(known.name)' holds digits, which are read as seconds since 1970, not as a date",
        severity: .warning, at: use.name.range, help: help)
    case .null?, .boolean?, .integer?, .decimal?, .blank?, .empty?: break
    }
  }

  private static func isDigits(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { MarkupLexer.isDigit($0) }
  }
}
