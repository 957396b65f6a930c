import Diagnostics
import YAMLTree

extension LayoutBuilder {
  mutating func mapping(
    _ entries: [YAMLEntry], _ range: SourceRange, isFlow: Bool, place: Int?, following: Following
  ) -> LaidCollection {
    let before = next
    let shape = shapes.shape(place) { name in
      entries.contains { $0.key.string.isExactly(name) }
    }
    var collection = LaidCollection(isMapping: true, isFlow: isFlow)
    var ranked: [(rank: Int, item: LaidItem)] = []
    let column = entries.first.map { self.column($0.key.range.bytes.lowerBound) } ?? 0
    for (index, entry) in entries.enumerated() {
      let name = entry.key.string
      var after = following
      if index + 1 < entries.count {
        let start = entries[index + 1].key.range.bytes.lowerBound
        after = Following(offset: start, column: isFlow ? 0 : column)
      }
      var item = item(
        entry, isFlow: isFlow, place: shape?.values[name] ?? shape?.others, following: after,
        isSpacious: place == 0 && name.isExactly(CampaignKeys.steps.name))
      // An empty line above the first key stands above all of them.
      if index == 0 { item.isFirstSpaced = false }
      ranked.append((shape?.order[name] ?? Int.max, item))
    }
    let sorted = ranked.enumerated().sorted { a, b in
      a.element.rank == b.element.rank ? a.offset < b.offset : a.element.rank < b.element.rank
    }
    collection.items = sorted.map(\.element.item)
    collection.isDisplaced = (sorted.first?.offset ?? 0) != 0
    collection.firstWritten = sorted.firstIndex { $0.offset == 0 } ?? 0
    finish(&collection, range, column: column, following: following, before: before)
    return collection
  }

  mutating func sequence(
    _ nodes: [YAMLNode], _ range: SourceRange, isFlow: Bool, place: Int?, following: Following,
    isSpacious: Bool, parentColumn: Int
  ) -> LaidCollection {
    let before = next
    var collection = LaidCollection(isMapping: false, isFlow: isFlow)
    collection.isSpacious = isSpacious
    let column = self.column(range.bytes.lowerBound)
    var dash = range.bytes.lowerBound
    for (index, node) in nodes.enumerated() {
      // The dash of the next item is known only behind this one.
      let end = max(node.range.bytes.upperBound, dash + 1)
      let isLast = index + 1 == nodes.count
      let after =
        isLast
        ? following : Following(offset: isFlow ? end : nextToken(end), column: isFlow ? 0 : column)
      var item = LaidItem(value: .scalar([]))
      item.leading = takeComments(before: isFlow ? node.range.bytes.lowerBound : dash)
      item.isSpaced = isSpaced(at: isFlow ? node.range.bytes.lowerBound : dash)
      // Between the dash and what it marks no comment can stay.
      item.leading += takeComments(before: node.range.bytes.lowerBound)
      read(node, into: &item, isFlow: isFlow, place: shapes.items(place), following: after)
      item.liftFirst()
      collection.items.append(item)
      dash = after.offset
    }
    // Dashes in the column of their key: a comment in that column belongs to what is around.
    let tail = max(column, parentColumn + 1)
    finish(&collection, range, column: tail, following: following, before: before)
    return collection
  }

  private mutating func item(
    _ entry: YAMLEntry, isFlow: Bool, place: Int?, following: Following, isSpacious: Bool
  ) -> LaidItem {
    let start = entry.key.range.bytes.lowerBound
    var item = LaidItem(value: .scalar([]))
    item.leading = takeComments(before: start)
    item.isSpaced = isSpaced(at: start)
    item.key = key(entry.key)
    let value = entry.value.range.bytes.lowerBound
    let isBlock =
      switch entry.value.content {
      case .scalar: false
      case .sequence(let items): !items.isEmpty && !self.isFlow(entry.value)
      case .mapping(let entries): !entries.isEmpty && !self.isFlow(entry.value)
      }
    if isBlock {
      if next < comments.count, comments[next].range.bytes.lowerBound < value,
        isSameLine(entry.key.range.bytes.upperBound, comments[next].range.bytes.lowerBound)
      {
        item.keyComment = takeNext().text
      }
    } else {
      item.leading += takeComments(before: value)
    }
    read(
      entry.value, into: &item, isFlow: isFlow, place: place, following: following,
      isSpacious: isSpacious, isAligned: entry.key.string.isExactly("columns"),
      parentColumn: column(start))
    return item
  }

  private mutating func read(
    _ node: YAMLNode, into item: inout LaidItem, isFlow: Bool, place: Int?, following: Following,
    isSpacious: Bool = false, isAligned: Bool = false, parentColumn: Int = -1
  ) {
    let isFlowNode = self.isFlow(node)
    switch node.content {
    case .scalar(let scalar):
      item.value = value(scalar)
      if case .block = item.value {
        item.trailing = takeHeaderComment(scalar)
        return
      }
    case .sequence(let nodes):
      if isFlowNode, !nodes.isEmpty {
        item.keyComment = takeTrailing(after: node.range.bytes.lowerBound + 1)
      }
      item.value = .collection(
        sequence(
          nodes, node.range, isFlow: isFlowNode, place: place, following: following,
          isSpacious: isSpacious, parentColumn: parentColumn))
      guard isFlowNode else { return }
    case .mapping(let entries):
      if isFlowNode, !entries.isEmpty {
        item.keyComment = takeTrailing(after: node.range.bytes.lowerBound + 1)
      }
      var collection = mapping(
        entries, node.range, isFlow: isFlowNode, place: place, following: following)
      collection.isAligned = isAligned
      item.value = .collection(collection)
      guard isFlowNode else { return }
    }
    // Comments in empty brackets have nothing to stay with.
    item.leading += takeComments(before: node.range.bytes.upperBound)
    item.trailing = takeTrailing(after: node.range.bytes.upperBound, isFlow: isFlow)
    if item.keyComment != nil, case .collection(var collection) = item.value {
      collection.flowWidth = nil
      item.value = .collection(collection)
    }
  }

  /// Takes the comments at the end, and tells whether all fits on a line with brackets.
  private mutating func finish(
    _ collection: inout LaidCollection, _ range: SourceRange, column: Int, following: Following,
    before: Int
  ) {
    if collection.isFlow {
      if !collection.items.isEmpty {
        collection.tail = takeComments(before: range.bytes.upperBound)
      }
      collection.wasOnOneLine = range.isOnOneLine
      collection.hasComments = next != before
      collection.flowWidth = collection.hasComments ? nil : collection.width
    } else {
      collection.tail = takeTail(column: column, following: following)
    }
  }

  /// A collection without brackets in a flow sequence, `[a: b]`, counts as one with brackets.
  func isFlow(_ node: YAMLNode) -> Bool {
    let first = source[node.range.bytes.lowerBound]
    switch node.content {
    case .scalar: return false
    case .sequence: return first == UInt8(ascii: "[")
    case .mapping(let entries):
      guard let key = entries.first?.key else { return true }
      return first == UInt8(ascii: "{") && key.range.bytes.lowerBound > node.range.bytes.lowerBound
    }
  }
}

extension LaidCollection {
  /// The characters between brackets, brackets included; nil if an item cannot stand on one line.
  fileprivate var width: Int? {
    if items.isEmpty { return 2 }
    var width = isMapping ? 4 : 2
    for (index, item) in items.enumerated() {
      if index > 0 { width += 2 }
      if let key = item.key { width += key.width + 2 }
      switch item.value {
      case .block: return nil
      case .scalar(let lines):
        guard lines.count == 1, let line = lines.first, !line.isEmpty else { return nil }
        width += line.width
      case .collection(let collection):
        guard let inner = collection.flowWidth else { return nil }
        width += inner
      }
    }
    return width
  }
}

extension LaidItem {
  /// Nothing can stand between a dash and the first key behind it: comments on that key go above the dash,
  /// and one that tells Mailplan something about the line of a key goes with the key.
  fileprivate mutating func liftFirst() {
    if let comment = keyComment { leading.append(LaidComment(text: comment, isSpaced: false)) }
    keyComment = nil
    guard case .collection(var collection) = value, !collection.items.isEmpty else { return }
    let first = collection.firstWritten
    if collection.isDisplaced, let last = leading.last, last.text.isDirective, !isSpaced,
      !collection.isFlow || collection.flowWidth == nil
    {
      leading.removeLast()
      collection.items[first].leading.append(last)
    }
    leading += collection.items[0].leading
    collection.items[0].leading = []
    value = .collection(collection)
  }
}
