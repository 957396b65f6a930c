/// What a conformance program looks up while it renders: names, and partials by name.
struct DynamicProgram: Sendable {
  struct Name: Sendable {
    let utf8: [UInt8]
    let hash: UInt32
    /// What lists and loops call by this name.
    let property: ValueProperty?
  }

  struct Partial: Sendable {
    let name: [UInt8]
    /// What its subject is called in it, a name's index.
    let variable: Int32
    /// Its first operation; negative for one that could not be read.
    var entry: Int32
  }

  struct Call: Sendable {
    /// Negative for one that is named on the stack.
    let partial: Int32
    let isInclude: Bool
    let hasSubject: Bool
    let isLoop: Bool
    /// A name's index; negative for the partial's own.
    let alias: Int32
    /// Names' indices; of `render` only.
    let arguments: [Int32]
    /// The index of the partial's name as a variable: what `include` without a subject takes.
    let ownName: Int32
  }

  static let forloop: Int32 = 0
  static let tablerowloop: Int32 = 1
  static let scope: Int32 = 2

  private(set) var names: [Name] = []
  private var indices: [[UInt8]: Int32] = [:]
  var partials: [Partial] = []
  var calls: [Call] = []
  /// The operation that ends the rendering.
  var end: Int32 = 0

  init() {
    for name in ["forloop", "tablerowloop", "self"] { _ = index(of: Array(name.utf8)) }
  }

  mutating func index(of name: [UInt8]) -> Int32 {
    if let index = indices[name] { return index }
    let index = Int32(names.count)
    indices[name] = index
    let property = name.withUnsafeBytes { ValueProperty($0) }
    names.append(Name(utf8: name, hash: DataTree.hash(name), property: property))
    return index
  }

  /// The index of a name that the program has; nil for any other.
  func index(ofKnown name: UnsafeRawBufferPointer) -> Int32? {
    let hash = DataTree.hash(name)
    for (i, known) in names.enumerated() where known.hash == hash {
      if known.utf8.elementsEqual(name) { return Int32(i) }
    }
    return nil
  }

  /// The partial of this name; one that differs in case or lacks `.liquid` only is taken for want of it.
  func partial(named name: some Collection<UInt8>) -> Int32? {
    if let exact = partials.firstIndex(where: { $0.name.elementsEqual(name) }) {
      return Int32(exact)
    }
    let wanted = DynamicProgram.plain(name)
    return partials.firstIndex { DynamicProgram.plain($0.name) == wanted }.map { Int32($0) }
  }

  private static func plain(_ name: some Collection<UInt8>) -> [UInt8] {
    let lower = name.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    let suffix = Array(".liquid".utf8)
    return lower.suffix(suffix.count) == suffix[...] ? Array(lower.dropLast(suffix.count)) : lower
  }
}
