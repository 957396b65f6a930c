import Diagnostics
import YAMLTree

/// Writes a tree of YAML in a style of chance: brackets or blocks, any indentation, any quotes, comments and
/// empty lines in all places where they may stand.
package struct RandomStyle {
  package private(set) var text = ""
  /// In the order in which they are written.
  package private(set) var comments: [String] = []
  private var chance: SeededRandom
  /// Whether what stands deeper, and an empty line, would be part of the text above.
  private var isBelowText = false
  private let lineBreak: String
  private let shuffles: Bool

  /// - Parameter shuffles: whether keys that are not the user's own are written in any order.
  package init(_ root: YAMLNode, seed: UInt64, shuffles: Bool) {
    chance = SeededRandom(seed: seed)
    self.shuffles = shuffles
    lineBreak = chance.below(6) == 0 ? "\r\n" : "\n"
    if chance.below(8) == 0 { text += "\u{FEFF}" }
    if isOne(in: 4) { comment("# yaml-language-server: $schema=x") }
    if isOne(in: 8) { line("---") }
    guard case .mapping(let entries) = root.content else { return }
    block(entries, column: 0, under: "", isOpen: false)
    around(column: 0)
    if isOne(in: 8) { line("...") }
    if isOne(in: 5), text.hasSuffix(lineBreak) { text.removeLast() }
  }

  private mutating func isOne(in count: Int) -> Bool { chance.below(count) == 0 }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  private mutating func line(_ written: String) { text += written + lineBreak }

  private mutating func comment(_ written: String) {
    line(written)
    comments.append(written)
  }

  private mutating func newComment() -> String {
    let more = chance.text(of: [" a", ": b", " # c", " {{ d }}", " é", " - x", " \"q"], count: 2)
    return "#\(isOne(in: 3) ? "" : " ")\(comments.count)\(more)"
  }

  /// Comments and empty lines between two items.
  private mutating func around(column: Int) {
    if text.hasSuffix(lineBreak), !isBelowText, isOne(in: 4) {
      for _ in 0...chance.below(2) { line(isOne(in: 4) ? "  " : "") }
    }
    while isOne(in: 4) {
      text += spaces(!isBelowText && isOne(in: 5) ? chance.below(9) : column)
      comment(newComment())
      isBelowText = false
      if isOne(in: 4) { line("") }
    }
  }

  private mutating func endLine() {
    if isOne(in: 4) {
      text += spaces(1 + chance.below(3))
      comment(newComment())
    } else {
      line(isOne(in: 9) ? "  " : "")
    }
  }

  // MARK: Blocks

  private static let userNamed = ["columns", "headers", "set", "rules", "hours"]

  private mutating func block(
    _ entries: [YAMLEntry], column: Int, under name: String, isOpen: Bool
  ) {
    var entries = entries
    if shuffles, !RandomStyle.userNamed.contains(name) { entries.shuffle(using: &chance) }
    for (index, entry) in entries.enumerated() {
      if index > 0 || !isOpen {
        around(column: column)
        text += spaces(column)
      }
      text += key(entry.key) + ":"
      value(entry.value, column: column, under: entry.key.string)
    }
  }

  private mutating func block(_ items: [YAMLNode], column: Int) {
    for item in items {
      around(column: column)
      text += spaces(column) + "-"
      if case .mapping(let entries) = item.content, !entries.isEmpty,
        !isOne(in: 4) || !item.fitsFlow
      {
        if isOne(in: 6) {
          endLine()
          block(entries, column: column + 1 + chance.below(3), under: "", isOpen: false)
        } else {
          let gap = 1 + chance.below(3)
          text += spaces(gap)
          block(entries, column: column + 1 + gap, under: "", isOpen: true)
        }
      } else {
        value(item, column: column, under: "")
      }
    }
  }

  private mutating func value(_ node: YAMLNode, column: Int, under name: String) {
    isBelowText = false
    switch node.content {
    case .scalar(let scalar):
      write(scalar, column: column)
    case .mapping(let entries):
      if entries.isEmpty || (node.fitsFlow && isOne(in: 2)) { return flow(node, column: column) }
      endLine()
      block(entries, column: column + 1 + chance.below(4), under: name, isOpen: false)
    case .sequence(let items):
      if items.isEmpty || (node.fitsFlow && isOne(in: 2)) { return flow(node, column: column) }
      endLine()
      // In a sequence dashes must stand deeper; below a key they need not.
      let isKeyed = !name.isEmpty
      block(items, column: column + (isKeyed ? 0 : 1) + chance.below(4))
    }
  }

  // MARK: Brackets

  private mutating func flow(_ node: YAMLNode, column: Int) {
    text += " "
    bracket(node, column: column, isWide: isOne(in: 3))
    endLine()
  }

  private mutating func bracket(_ node: YAMLNode, column: Int, isWide: Bool) {
    switch node.content {
    case .scalar(let scalar): text += inline(scalar, isFlow: true)
    case .mapping(let entries):
      text += "{"
      for (index, entry) in entries.enumerated() {
        gap(column, isWide)
        text += inline(entry.key, isFlow: true) + ": "
        bracket(entry.value, column: column, isWide: isWide && isOne(in: 2))
        if index + 1 < entries.count || isOne(in: 5) { text += "," }
      }
      gap(column, isWide)
      text += "}"
    case .sequence(let items):
      text += "["
      for (index, item) in items.enumerated() {
        gap(column, isWide)
        bracket(item, column: column, isWide: isWide && isOne(in: 2))
        if index + 1 < items.count || isOne(in: 5) { text += "," }
      }
      gap(column, isWide)
      text += "]"
    }
  }

  private mutating func gap(_ column: Int, _ isWide: Bool) {
    text += spaces(chance.below(2))
    guard isWide, isOne(in: 2) else { return }
    if isOne(in: 3) {
      text += " "
      comment(newComment())
    } else {
      line("")
    }
    around(column: column + 2)
    text += spaces(column + 1 + chance.below(4))
  }

  // MARK: Scalars

  private mutating func key(_ scalar: YAMLScalar) -> String {
    isOne(in: 8) ? quoted(scalar.string) : inline(scalar, isFlow: false)
  }

  private mutating func write(_ scalar: YAMLScalar, column: Int) {
    let value = scalar.string
    if scalar.style == .plain {
      text += " "
      let words = value.split(separator: " ", omittingEmptySubsequences: false)
      let canFold =
        !value.contains("#") && !value.contains(": ") && !words.contains("") && !words.contains("-")
      for (index, word) in words.enumerated() {
        if index > 0 {
          if canFold, isOne(in: 8) {
            line(isOne(in: 4) ? " " : "")
            text += spaces(column + 1 + chance.below(4))
          } else {
            text += " "
          }
        }
        text += word
      }
      return endLine()
    }
    guard !value.isEmpty, isOne(in: 3) || scalar.style == .literal,
      value.unicodeScalars.allSatisfy({ $0 == "\n" || $0.value >= 0x20 })
    else {
      text += " " + inline(scalar, isFlow: false)
      return endLine()
    }
    literal(value, column: column)
  }

  private mutating func literal(_ value: String, column: Int) {
    var lines = value.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let breaks = value.utf8.reversed().prefix { $0 == 0x0A }.count
    if breaks > 0 { lines.removeLast() }
    let indent = 1 + chance.below(4)
    let first = lines.first { !$0.isEmpty } ?? ""
    text += first.isEmpty || first.hasPrefix(" ") || isOne(in: 6) ? " |\(indent)" : " |"
    let keeps = breaks > 1 || breaks == lines.count
    text += keeps ? "+" : breaks == 0 ? "-" : ""
    endLine()
    for written in lines { line(written.isEmpty ? "" : spaces(column + indent) + written) }
    isBelowText = true
  }

  private mutating func inline(_ scalar: YAMLScalar, isFlow: Bool) -> String {
    if scalar.style == .plain { return scalar.string }
    return quoted(scalar.string)
  }

  private mutating func quoted(_ value: String) -> String {
    let isPrintable = value.unicodeScalars.allSatisfy { $0.value >= 0x20 }
    if isPrintable, isOne(in: 2) {
      return "'"
        + value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        + "'"
    }
    var escaped = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": escaped += "\\\(scalar)"
      case "\n": escaped += "\\n"
      case "\t": escaped += "\\t"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped + "\""
  }
}

extension YAMLNode {
  /// Whether its plain scalars mean the same between brackets.
  fileprivate var fitsFlow: Bool {
    switch content {
    case .scalar(let scalar): scalar.fitsFlow
    case .sequence(let items): items.allSatisfy(\.fitsFlow)
    case .mapping(let entries): entries.allSatisfy { $0.key.fitsFlow && $0.value.fitsFlow }
    }
  }
}

extension YAMLScalar {
  fileprivate var fitsFlow: Bool {
    if style != .plain { return true }
    let bytes = text.utf8
    return !bytes.isEmpty && !bytes.contains { ",[]{}?#&*!|>'\"%@`".utf8.contains($0) }
      && zip(bytes, bytes.dropFirst() + [0x20]).allSatisfy {
        $0 != UInt8(ascii: ":") || (0x30...0x39).contains($1)
      }
  }
}
