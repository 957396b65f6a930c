extension Template {
  /// Whether `writePlainly` can render it for rows of usual size: it consists of literals, columns and jumps, and
  /// asks for no reserved name.
  package var isPlain: Bool { program.isPlain }

  /// Whether that is so, and no rendering has a control character or a line break.
  package var isPlainLine: Bool { program.isPlainLine }

  /// Texts may become longer than the columns in them.
  package var grows: Bool { program.grows }

  /// How much room a writer needs for all literals together.
  package var literalRoom: Int { program.literalRoom }

  /// How many values are printed at most, each of which needs `room(ofValue:)`.
  package var prints: Int { program.prints }

  /// How much room a writer needs for one value of a row with so many bytes of text.
  package static func room(ofValue rowBytes: Int) -> Int {
    max(rowBytes, 32) * ByteWriter.growth + ByteWriter.slack
  }

  /// The most bytes of text that a row may have so that no limit need be watched; negative for none.
  package var largestPlainRow: Int {
    let left = TemplateRenderer.maximumOutput - program.literalRoom
    guard left > 0, program.prints < TemplateRenderer.maximumOutput else { return -1 }
    // One more, and 2 KiB at least, as `alwaysCompletes` has it.
    let value = (left / (program.prints + 1) - ByteWriter.slack) / ByteWriter.growth
    return value >= 2048 ? value : -1
  }

  /// Renders a template that `isPlain` for a row; false if it does not come to its end, or if a link became `#`:
  /// what was written is then of no use, and a `TemplateRenderer` must say what is the matter.
  package func writePlainly(
    row: borrowing ContactRow, reserved: borrowing ReservedTexts, allowsMissing: Bool,
    encoding: OutputEncoding, to writer: inout ByteWriter
  ) -> Bool {
    program.writePlainly(
      row: row, reserved: reserved, allowsMissing: allowsMissing, encoding: encoding, to: &writer)
  }
}

extension Op {
  /// Whether a program of such operations needs no values, and no texts but those of the row.
  var isPlain: Bool {
    switch self {
    case .literal, .column, .columnOrLiteral, .jump, .jumpIfColumn, .jumpUnlessColumn, .jumpIfText,
      .jumpUnlessText, .abort, .stop:
      true
    default: false
    }
  }

  /// Whether what it prints of a row has no control characters.
  var isOfOneLine: Bool {
    switch self {
    case .column(_, let escape), .columnOrLiteral(_, let escape, literal: _): escape == .header
    default: true
    }
  }
}

extension Program {
  func writePlainly(
    row: borrowing ContactRow, reserved: borrowing ReservedTexts, allowsMissing: Bool,
    encoding: OutputEncoding, to writer: inout ByteWriter
  ) -> Bool {
    var replaced = 0
    do throws(PlainStop) {
      try write(
        row: row, reserved: reserved, allowsMissing: allowsMissing, encoding: encoding,
        replacedLinks: &replaced, to: &writer)
      return replaced == 0
    } catch {
      return false
    }
  }

  /// Whether a text has a control character, or a line or paragraph separator.
  static func hasControls(_ text: [UInt8]) -> Bool {
    text.withUnsafeBytes { bytes in
      bytes.indices.contains { index in
        SpecialBytes.controls.contains(bytes[index]) && SpecialBytes.length(bytes, at: index) > 0
      }
    }
  }
}
