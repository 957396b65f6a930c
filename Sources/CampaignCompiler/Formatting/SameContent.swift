import Diagnostics
import YAMLTree

/// Whether two trees say the same: the same texts in the same places, the keys of a mapping in any order.
func saysTheSame(_ a: YAMLNode, _ b: YAMLNode) -> Bool {
  switch (a.content, b.content) {
  case (.scalar(let a), .scalar(let b)):
    return a.text.utf8 == b.text.utf8 && readsAlike(a, b)
  case (.sequence(let a), .sequence(let b)):
    return a.count == b.count && zip(a, b).allSatisfy { saysTheSame($0, $1) }
  case (.mapping(let a), .mapping(let b)):
    guard a.count == b.count else { return false }
    var values: [[UInt8]: YAMLNode] = [:]
    for entry in b { values[entry.key.text.utf8] = entry.value }
    return a.allSatisfy { entry in
      values[entry.key.text.utf8].map { saysTheSame(entry.value, $0) } ?? false
    }
  case (.scalar, _), (.sequence, _), (.mapping, _):
    return false
  }
}

/// Quotes decide whether a text can be a number, a boolean or nothing at all.
private func readsAlike(_ a: YAMLScalar, _ b: YAMLScalar) -> Bool {
  switch (a.style, b.style) {
  case (.plain, .plain), (.literal, .literal), (.folded, .folded): true
  case (.singleQuoted, .singleQuoted), (.doubleQuoted, .doubleQuoted): true
  case (.singleQuoted, .doubleQuoted): true
  case (.singleQuoted, .plain), (.doubleQuoted, .plain): isSafeUnquoted(a.text.utf8)
  case (.plain, _), (.singleQuoted, _), (.doubleQuoted, _), (.literal, _), (.folded, _): false
  }
}
