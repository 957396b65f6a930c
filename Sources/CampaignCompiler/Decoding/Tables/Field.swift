import Diagnostics
import YAMLTree

/// A value to be read, with the words and places that findings about it need.
struct Field {
  /// What it is called, put into words only for a finding.
  indirect enum Name {
    /// A key of ours.
    case key(String)
    case item(of: Name)
    case words(String)
  }

  private let name: Name
  /// On one line: the key, or the beginning of an item.
  let heading: SourceRange
  let node: YAMLNode

  init(_ name: Name, heading: SourceRange, node: YAMLNode) {
    self.name = name
    self.heading = heading
    self.node = node
  }

  init(title: String, heading: SourceRange, node: YAMLNode) {
    self.init(.words(title), heading: heading, node: node)
  }

  init(_ entry: YAMLEntry) {
    self.init(title: quoted(entry.key.string), heading: entry.key.range, node: entry.value)
  }

  /// As messages name it: "'opens'", "an item of 'add_tags'".
  var title: String { name.words }

  /// The items of a list, each as a field; nil after a finding if the value is no list.
  func items(_ takes: String, into findings: inout Findings) -> [Field]? {
    guard case .sequence(let nodes) = node.content else {
      var help: String?
      if case .scalar(let scalar) = node.content, scalar.isOneWord {
        help = "write [\(scalar.string)]"
      }
      reportType(takes, help: help, into: &findings)
      return nil
    }
    return nodes.map {
      Field(.item(of: name), heading: $0.firstLine, node: $0)
    }
  }

  /// nil after a finding if the value is no scalar.
  func scalar(
    _ takes: String, help: String? = nil, into findings: inout Findings
  ) -> YAMLScalar? {
    if case .scalar(let scalar) = node.content { return scalar }
    reportType(takes, help: help, into: &findings)
    return nil
  }

  /// nil after a finding if the value is no mapping.
  func mapping(
    _ takes: String, help: String? = nil, into findings: inout Findings
  ) -> [YAMLEntry]? {
    if case .mapping(let entries) = node.content { return entries }
    reportType(takes, help: help, into: &findings)
    return nil
  }

  /// Reads the value as `kind`; a null is reported here.
  func read<Value>(_ kind: ValueKind<Value>, into findings: inout Findings) -> Value? {
    if case .scalar(let scalar) = node.content, scalar.isNull {
      findings.report(noValue(scalar, takes: kind.takes))
      return nil
    }
    return kind.read(self, &findings)
  }
}

extension Field.Name {
  fileprivate var words: String {
    switch self {
    case .key(let name): "'\(name)'"
    case .item(let list): "an item of \(list.words)"
    case .words(let words): words
    }
  }
}

extension YAMLNode {
  /// The node, or its first key or item where it is a collection: a range that is short.
  var firstLine: SourceRange {
    switch content {
    case .scalar: range
    case .sequence(let nodes): nodes.first?.firstLine ?? range
    case .mapping(let entries): entries.first?.key.range ?? range
    }
  }
}

extension YAMLScalar {
  /// Not empty, and without white space or a sign that YAML would read.
  var isOneWord: Bool {
    let word = text.utf8
    return !word.isEmpty
      && word.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"[]{},:#'\"".utf8.contains($0) }
  }

  func isWritten(_ word: String) -> Bool { text.utf8.elementsEqual(word.utf8) }
}
