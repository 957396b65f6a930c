/// A place in libyaml's count: code points from the start of the file, 0-based.
struct YAMLMark: Equatable {
  let index: Int
  let column: Int
}

/// One step of libyaml's walk through a file.
struct YAMLEvent {
  /// What stands before a node: `&anchor` and `!tag`.
  struct Properties {
    let anchor: [UInt8]?
    let hasTag: Bool

    var isEmpty: Bool { anchor == nil && !hasTag }
  }

  enum Kind {
    case nothing
    case streamStart
    case streamEnd
    case documentStart
    case documentEnd
    case alias([UInt8])
    case scalar(YAMLScalar.Style, [UInt8], Properties)
    case sequenceStart(Properties, isFlow: Bool)
    case sequenceEnd
    case mappingStart(Properties, isFlow: Bool)
    case mappingEnd
  }

  let kind: Kind
  let start: YAMLMark
  let end: YAMLMark
}

/// Why libyaml stopped, with both of its marks.
struct SyntaxFault: Error {
  let problem: String
  let problemMark: YAMLMark
  let context: String
  let contextMark: YAMLMark?
}
