import Diagnostics

extension TreeBuilder {
  /// The node that begins with `event`.
  mutating func node(_ event: YAMLEvent, isKey: Bool) throws(Stop) -> Built {
    let bytes = range(event)
    try count(1, at: bytes.lowerBound)
    switch event.kind {
    case .alias(let name):
      return try alias(name, bytes)
    case .scalar(let style, let value, let properties):
      // An empty scalar has nothing after its tag, so the next token is not its own.
      let start = min(skipProperties(properties, at: bytes.lowerBound), bytes.upperBound)
      return remember(properties, try scalar(style, value, start..<bytes.upperBound, isKey: isKey))
    case .sequenceStart(let properties, let isFlow):
      let start = skipProperties(properties, at: bytes.lowerBound)
      try enter(isFlow, start, column: event.start.column)
      let built = try sequence(start)
      leave(isFlow)
      return remember(properties, built)
    case .mappingStart(let properties, let isFlow):
      let start = skipProperties(properties, at: bytes.lowerBound)
      if isFlow, !isKey { try refuseTemplate(at: start) }
      try enter(isFlow, start, column: event.start.column)
      let built = try mapping(start)
      leave(isFlow)
      return remember(properties, built)
    case .nothing, .streamStart, .streamEnd, .documentStart, .documentEnd, .sequenceEnd,
      .mappingEnd:
      return Built(leaf: nullNode(at: bytes.lowerBound))
    }
  }

  private mutating func enter(_ isFlow: Bool, _ start: Int, column: Int) throws(Stop) {
    depth += 1
    guard depth <= YAMLLimits.depth else {
      findings.report(.tooDeep(at: source.file.range(start..<start + 1)))
      throw .refused
    }
    if isFlow { flowDepth += 1 } else { indents.append(column) }
  }

  private mutating func leave(_ isFlow: Bool) {
    depth -= 1
    if isFlow { flowDepth -= 1 } else { indents.removeLast() }
  }

  private mutating func sequence(_ start: Int) throws(Stop) -> Built {
    var items: [YAMLNode] = []
    var lastChild = start
    var size = 1
    var height = 0
    while true {
      let event = try next()
      if case .sequenceEnd = event.kind {
        return built(.sequence(items), start, event, lastChild: lastChild, size, height)
      }
      let item = try node(event, isKey: false)
      items.append(item.node)
      lastChild = item.end
      size += item.size
      height = max(height, item.height)
    }
  }

  private mutating func mapping(_ start: Int) throws(Stop) -> Built {
    var entries = MappingEntries()
    var lastChild = start
    var size = 1
    var height = 0
    while true {
      let event = try next()
      if case .mappingEnd = event.kind {
        return built(
          .mapping(entries.finished()), start, event, lastChild: lastChild, size, height)
      }
      let isAlias = if case .alias = event.kind { true } else { false }
      keyDepth += 1
      let key = try node(event, isKey: true)
      keyDepth -= 1
      let isMerge = isMergeKey(key.node, isAlias: isAlias)
      let valueEvent = try next()
      isMerging = isMerge
      let value = try node(valueEvent, isKey: false)
      isMerging = false
      lastChild = max(key.end, value.end)
      size += key.size + value.size
      height = max(height, key.height, value.height)
      add(key.node, value.node, isMerge: isMerge, to: &entries)
    }
  }

  private mutating func add(
    _ key: YAMLNode, _ value: YAMLNode, isMerge: Bool, to entries: inout MappingEntries
  ) {
    guard case .scalar(let name) = key.content else {
      if keyDepth == 0 { findings.report(.keyNotScalar(at: key.range)) }
      return
    }
    if isMerge {
      findings.report(.mergeKey(at: name.range, value: value))
      entries.merge(value)
    } else if let first = entries.add(YAMLEntry(key: name, value: value)) {
      findings.report(.duplicateKey(name, first: first))
    }
  }

  /// A flow collection ends with its bracket, a block collection with its last child.
  private func built(
    _ content: YAMLNode.Content, _ start: Int, _ end: YAMLEvent, lastChild: Int, _ size: Int,
    _ height: Int
  ) -> Built {
    // A mapping without brackets in a flow sequence, `[a: b]`, ends in an event without bytes.
    let hasBracket = flowDepth > 0 && !range(end).isEmpty
    let upper = max(start, hasBracket ? offset(end.end) : lastChild)
    let node = YAMLNode(content: content, range: source.file.range(start..<upper))
    return Built(node: node, end: upper, size: size, height: height + 1)
  }

  private mutating func scalar(
    _ style: YAMLScalar.Style, _ value: [UInt8], _ bytes: Range<Int>, isKey: Bool
  ) throws(Stop) -> Built {
    if value.count > YAMLLimits.scalarBytes {
      findings.report(.scalarTooLong(at: source.file.range(bytes)))
    }
    if style == .plain { try refuseCutTemplate(bytes, isKey: isKey) }
    let site = ScalarSite(
      style: style, value: value, bytes: bytes, parentIndent: indents.last ?? -1)
    let scalar = readScalar(site, in: source)
    switch style {
    case .literal, .folded:
      let header = BlockScalarHeader(source.text, at: bytes.lowerBound)
      if let comment = header.comment { headerComments.append(comment) }
      scalars.append(bytes.lowerBound..<max(scalar.range.bytes.upperBound, header.body))
    case .plain, .singleQuoted, .doubleQuoted:
      if !bytes.isEmpty { scalars.append(bytes) }
    }
    return Built(leaf: YAMLNode(content: .scalar(scalar), range: scalar.range))
  }
}
