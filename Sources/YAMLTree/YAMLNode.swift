import Diagnostics

/// A node of a YAML document with the bytes it was written in.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  package let content: Content
  /// A scalar's range includes its quotes; a block collection's ends with its last child.
  package let range: SourceRange

  package init(content: Content, range: SourceRange) {
    self.content = content
    self.range = range
  }
}

/// A key and its value, in the order of the file. Keys are always scalars, and unique in a mapping.
package struct YAMLEntry: Sendable {
  package let key: YAMLScalar
  package let value: YAMLNode

  package init(key: YAMLScalar, value: YAMLNode) {
    self.key = key
    self.value = value
  }
}

/// Text as written: never resolved to a boolean, number or null; the schema reads it.
package struct YAMLScalar: Sendable {
  package enum Style: Sendable {
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
    case folded
  }

  package let style: Style
  /// The value after YAML's own unescaping and folding, mapped to the bytes of the file.
  package let text: MappedText

  package init(style: Style, text: MappedText) {
    self.style = style
    self.text = text
  }

  package var string: String { text.string }
  package var range: SourceRange { text.whole }
  /// Nothing was written at all (`key:` and no value), or `~` or `null`, unquoted.
  package var isNull: Bool {
    guard style == .plain else { return false }
    switch text.utf8.count {
    case 0: return true
    case 1: return text.utf8[0] == UInt8(ascii: "~")
    case 4:
      return text.utf8[0] | 0x20 == UInt8(ascii: "n") && ["null", "Null", "NULL"].contains(string)
    default: return false
    }
  }
}
