import Diagnostics
import TestSupport
import Testing
import YAMLTree

/// A file as it was read, with what was found in it.
struct Reading {
  let source: MarkedSource
  let document: YAMLDocument?
  let findings: Findings

  init(_ marked: String) {
    self.init(MarkedSource(marked))
  }

  init(_ source: MarkedSource) {
    var findings = Findings()
    self.source = source
    document = parseYAML(source.file(), into: &findings)
    self.findings = findings
  }

  init(bytes: [UInt8]) {
    var findings = Findings()
    source = MarkedSource("")
    document = parseYAML(SourceFile(path: "test.yaml", bytes: bytes), into: &findings)
    self.findings = findings
  }

  /// The node at a path of keys and indices: `"steps", "0", "email"`.
  func node(_ path: String...) -> YAMLNode? {
    path.reduce(document?.root) { node, step in
      switch node?.content {
      case .mapping(let entries): entries.first { $0.key.string == step }?.value
      case .sequence(let items): Int(step).flatMap { items.indices.contains($0) ? items[$0] : nil }
      case .scalar, nil: nil
      }
    }
  }

  var root: YAMLNode? { document?.root }
}

extension YAMLNode {
  var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { return scalar }
    return nil
  }

  /// Every scalar in it, keys included, in the order of the tree.
  var scalars: [YAMLScalar] {
    switch content {
    case .scalar(let scalar): [scalar]
    case .sequence(let items): items.flatMap(\.scalars)
    case .mapping(let entries): entries.flatMap { [$0.key] + $0.value.scalars }
    }
  }

  /// Every node in it, itself first.
  var nodes: [YAMLNode] {
    switch content {
    case .scalar: [self]
    case .sequence(let items): [self] + items.flatMap(\.nodes)
    case .mapping(let entries): [self] + entries.flatMap(\.value.nodes)
    }
  }

  /// The tree in short: `{a: [b, c]}`, with texts in single quotes where they are not simple.
  var outline: String {
    switch content {
    case .scalar(let scalar):
      let isSimple = scalar.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      return isSimple && !scalar.string.isEmpty ? scalar.string : scalar.string.debugDescription
    case .sequence(let items):
      return "[" + items.map(\.outline).joined(separator: ", ") + "]"
    case .mapping(let entries):
      let all = entries.map { "\($0.key.string): \($0.value.outline)" }
      return "{" + all.joined(separator: ", ") + "}"
    }
  }
}
