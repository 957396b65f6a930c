import Diagnostics

extension ProgramBuilder {
  /// `raw-contact-value`: `| raw` on what a contact, or whoever filled in a form, has written.
  ///
  /// The values of an enum are written in the segment file, numbers and dates hold no markup.
  mutating func checkRaw(_ use: FilterUse, _ input: StaticValue) {
    guard context.hasTags, use.name.utf8.elementsEqual("raw".utf8), let column = input.column,
      input.type == .text || input.type.kind == .list
    else { return }
    report(
      "raw-contact-value",
      "'raw' prints column '\(scope.columns[column].name)' as html: whoever filled it in writes this mail",
      severity: .warning, at: use.name.range,
      help: "leave 'raw' out; 'newline_to_br' keeps line breaks")
  }
}
