import Diagnostics

extension RuleID {
  static let yamlSyntax: RuleID = "yaml-syntax"
  static let yamlEncoding: RuleID = "yaml-encoding"
  static let yamlLimit: RuleID = "yaml-limit"
  static let yamlAlias: RuleID = "yaml-alias"
  static let yamlTag: RuleID = "yaml-tag"
  static let yamlMergeKey: RuleID = "yaml-merge-key"
  static let yamlKey: RuleID = "yaml-key"
  static let yamlDuplicateKey: RuleID = "yaml-duplicate-key"
  static let yamlDocuments: RuleID = "yaml-documents"
}

// What YAML allows and the campaign language refuses.
extension Diagnostic {
  static func alias(at range: SourceRange, anchor: SourceRange?) -> Diagnostic {
    Diagnostic(
      .yamlAlias, .error, "aliases are not allowed: '\(range.text)'", at: range,
      label: anchor == nil ? "nothing is anchored under this name" : "",
      related: anchor.map { [.init($0, "the anchor")] } ?? [],
      help: "write the value out; shared settings belong into mailplan.yaml. "
        + "A text that begins with '*' must be quoted")
  }

  static func anchor(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .yamlAlias, .error, "anchors are not allowed: '\(range.text)'", at: range,
      help: "remove it, or quote a text that begins with '&'")
  }

  static func tag(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .yamlTag, .error, "tags are not allowed: '\(range.text)'", at: range,
      help: "remove it, or quote a text that begins with '!'")
  }

  static func mergeKey(at range: SourceRange, value: YAMLNode) -> Diagnostic {
    Diagnostic(
      .yamlMergeKey, .error, "merge keys are not allowed: '<<'", at: range,
      related: [.init(value.range, "what would be merged")],
      help: "write the entries out; shared settings belong into mailplan.yaml")
  }

  static func keyNotScalar(at range: SourceRange) -> Diagnostic {
    Diagnostic(.yamlKey, .error, "a key must be a single text, not a list or a mapping", at: range)
  }

  static func duplicateKey(_ key: YAMLScalar, first: YAMLEntry) -> Diagnostic {
    Diagnostic(
      .yamlDuplicateKey, .error, "a key may stand only once in a mapping: '\(key.string)'",
      at: key.range,
      label: "second '\(key.string)'", related: [.init(first.key.range, "first defined here")])
  }

  static func secondDocument(at range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .yamlDocuments, .error, "a file holds one document only", at: range,
      label: "a second document begins here",
      related: [.init(first, "the first document")],
      help: "put it into a file of its own")
  }
}

// What is refused for its size.
extension Diagnostic {
  static func fileTooLarge(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      .yamlLimit, .error,
      "a YAML file may have at most \(YAMLLimits.fileBytes) bytes; this one has \(file.bytes.count)",
      at: .file(path: file.path))
  }

  /// A file that may be as large as it is, and not as large as it would become.
  package static func layoutTooLarge(_ file: SourceFile, _ count: Int) -> Diagnostic {
    Diagnostic(
      .yamlLimit, .error,
      "a YAML file may have at most \(YAMLLimits.fileBytes) bytes; laid out, this one would have \(count)",
      at: .file(path: file.path))
  }

  static func tooDeep(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .yamlLimit, .error, "lists and mappings may be nested at most \(YAMLLimits.depth) deep",
      at: range)
  }

  static func tooManyNodes(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .yamlLimit, .error, "a file may hold at most \(YAMLLimits.nodes) keys and values", at: range,
      notes: ["an alias counts as all that it stands for"])
  }

  static func scalarTooLong(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .yamlLimit, .error, "a text may have at most \(YAMLLimits.scalarBytes) bytes", at: range,
      help: "keep long bodies in files of their own")
  }

  static func tooManyDirectives(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .yamlLimit, .error, "a file may have at most \(YAMLLimits.directives) '%' directives",
      at: range)
  }
}
