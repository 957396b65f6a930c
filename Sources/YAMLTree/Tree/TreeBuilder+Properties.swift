import Diagnostics

extension TreeBuilder {
  /// Reports the tag before a node, and returns where the node itself begins.
  mutating func skipProperties(_ properties: YAMLEvent.Properties, at start: Int) -> Int {
    guard !properties.isEmpty else { return start }
    let text = source.text
    var i = start
    while text[i] == UInt8(ascii: "&") || text[i] == UInt8(ascii: "!") {
      var end = i + 1
      while end < text.bytes.count, !text.isBlank(end), text.breakLength(end) == 0,
        flowDepth == 0 || !isFlowIndicator(text[end])
      {
        end += 1
      }
      let range = source.file.range(i..<end)
      if text[i] == UInt8(ascii: "!") {
        findings.report(.tag(at: range))
      } else if let anchor = properties.anchor {
        if anchors.updateValue(Anchor(range: range), forKey: anchor) == nil {
          anchorNames.append(anchor)
        }
      }
      i = nextToken(end)
    }
    return i
  }

  private func isFlowIndicator(_ byte: UInt8) -> Bool {
    [
      UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"),
    ].contains(byte)
  }

  private func nextToken(_ start: Int) -> Int {
    let text = source.text
    var i = start
    while i < text.bytes.count {
      if text.isBlank(i) {
        i += 1
      } else if text.breakLength(i) > 0 {
        i += text.breakLength(i)
      } else if text[i] == UInt8(ascii: "#") {
        i = text.endOfLine(i)
      } else {
        break
      }
    }
    return i
  }

  /// Keeps an anchored node for its aliases.
  mutating func remember(
    _ properties: YAMLEvent.Properties, _ built: Built
  ) -> Built {
    if let name = properties.anchor { anchors[name]?.node = built }
    return built
  }

  /// What an alias stands for, so that no findings follow from its absence.
  mutating func alias(_ name: [UInt8], _ bytes: Range<Int>) throws(Stop) -> Built {
    let range = source.file.range(bytes)
    let anchor = anchors[name]
    anchors[name]?.isUsed = true
    if !isMerging { findings.report(.alias(at: range, anchor: anchor?.range)) }
    guard let original = anchor?.node else {
      return Built(node: nullNode(at: bytes.lowerBound), end: bytes.upperBound, size: 1, height: 0)
    }
    try count(original.size, at: bytes.lowerBound)
    guard depth + original.height <= YAMLLimits.depth else {
      findings.report(.tooDeep(at: range))
      throw .refused
    }
    return Built(
      node: original.node, end: bytes.upperBound, size: original.size, height: original.height)
  }

  /// An alias has been reported with its anchor; an anchor without one is reported alone.
  mutating func reportUnusedAnchors() {
    for name in anchorNames {
      guard let anchor = anchors[name], !anchor.isUsed else { continue }
      findings.report(.anchor(at: anchor.range))
    }
  }

  func isMergeKey(_ key: YAMLNode, isAlias: Bool) -> Bool {
    guard case .scalar(let scalar) = key.content, !isAlias else { return false }
    return scalar.style == .plain && scalar.text.utf8.count == 2
      && scalar.text.utf8.elementsEqual("<<".utf8)
  }
}
