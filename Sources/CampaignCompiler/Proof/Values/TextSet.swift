/// A set of texts: some, or all but some. Texts are compared by their bytes.
struct TextSet: Hashable, Sendable {
  /// Whether `texts` are those that are not in the set.
  let isComplement: Bool
  let texts: Set<[UInt8]>

  init(_ texts: Set<[UInt8]>, isComplement: Bool = false) {
    self.texts = texts
    self.isComplement = isComplement
  }

  static let all = TextSet([], isComplement: true)

  var isEmpty: Bool { !isComplement && texts.isEmpty }
  var complement: TextSet { TextSet(texts, isComplement: !isComplement) }

  /// In the order of their bytes; nil if there is no end of them.
  var listed: [[UInt8]]? {
    isComplement ? nil : texts.sorted { $0.lexicographicallyPrecedes($1) }
  }

  func intersection(_ other: TextSet) -> TextSet {
    switch (isComplement, other.isComplement) {
    case (false, false): TextSet(texts.intersection(other.texts))
    case (false, true): TextSet(texts.subtracting(other.texts))
    case (true, false): TextSet(other.texts.subtracting(texts))
    case (true, true): TextSet(texts.union(other.texts), isComplement: true)
    }
  }

  func union(_ other: TextSet) -> TextSet {
    complement.intersection(other.complement).complement
  }
}
