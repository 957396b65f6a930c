import Diagnostics

/// One walk over libyaml's events that makes a tree and reports what the language refuses.
struct TreeBuilder: ~Copyable {
  /// Why a walk ended early.
  enum Stop: Error {
    case syntax(SyntaxFault)
    /// A finding has been reported, and nothing below it can be trusted.
    case refused
    case unquoted(UnquotedTemplate)
  }

  /// A node with what it costs to repeat it through an alias.
  struct Built {
    let node: YAMLNode
    /// Where it ends in the place where it stands: for an alias not where its node ends.
    let end: Int
    /// Nodes in it, itself included.
    let size: Int
    /// Collections inside one another.
    let height: Int

    init(node: YAMLNode, end: Int, size: Int, height: Int) {
      self.node = node
      self.end = end
      self.size = size
      self.height = height
    }

    init(leaf: YAMLNode) {
      self.init(node: leaf, end: leaf.range.bytes.upperBound, size: 1, height: 0)
    }
  }

  struct Anchor {
    let range: SourceRange
    /// nil inside the node that it stands before.
    var node: Built?
    var isUsed = false
  }

  let source: PatchedSource
  private var parser: LibYAMLParser
  private let index: CodePointIndex
  var findings = Findings()
  /// Bytes of scalars, ascending: no comment begins in them.
  var scalars: [Range<Int>] = []
  /// Comments beside the `|` or `>` of a block scalar.
  var headerComments: [Range<Int>] = []
  var anchors: [[UInt8]: Anchor] = [:]
  /// In the order of the file.
  var anchorNames: [[UInt8]] = []
  /// Columns of the block collections around the current node.
  var indents: [Int] = []
  var flowDepth = 0
  var depth = 0
  /// In how many keys; only the outermost that is no scalar is reported.
  var keyDepth = 0
  /// In the value of a merge key, whose aliases are part of the finding on the key.
  var isMerging = false
  private var nodes = 0

  init(_ source: PatchedSource, _ parser: consuming LibYAMLParser, _ index: CodePointIndex) {
    self.source = source
    self.parser = parser
    self.index = index
  }

  mutating func next() throws(Stop) -> YAMLEvent {
    do {
      return try parser.next()
    } catch {
      throw .syntax(error)
    }
  }

  func offset(_ mark: YAMLMark) -> Int { index.offset(ofCodePoint: mark.index) }

  func range(_ event: YAMLEvent) -> Range<Int> {
    let start = offset(event.start)
    return start..<max(start, offset(event.end))
  }

  /// The root of the only document; a null scalar for a file without one.
  mutating func document() throws(Stop) -> YAMLNode {
    var event = try next()
    while case .streamStart = event.kind { event = try next() }
    guard case .documentStart = event.kind else { return nullNode(at: offset(event.start)) }
    let root = try node(try next(), isKey: false).node
    reportUnusedAnchors()
    let end = try next()
    try refuseSecondDocument(after: offset(end.end), root: root)
    return root
  }

  mutating func count(_ more: Int, at place: Int) throws(Stop) {
    nodes += more
    guard nodes > YAMLLimits.nodes else { return }
    findings.report(.tooManyNodes(at: source.file.range(place..<place)))
    throw .refused
  }

  func nullNode(at place: Int) -> YAMLNode {
    let scalar = nullScalar(at: place)
    return YAMLNode(content: .scalar(scalar), range: scalar.range)
  }

  func nullScalar(at place: Int) -> YAMLScalar {
    let whole = source.file.range(place..<place)
    let text = MappedText(utf8: [], file: source.file, segments: [], whole: whole)
    return YAMLScalar(style: .plain, text: text)
  }
}
