/// The values that a part of a rule may have for a contact.
struct ValueSet: Hashable, Sendable {
  enum Values: Hashable, Sendable {
    case none
    /// Anything but nil.
    case any
    case texts(TextSet)
    case numbers(NumberSet)
    case booleans(true: Bool, false: Bool)
  }

  let hasNull: Bool
  let values: Values

  init(_ values: Values, hasNull: Bool = false) {
    self.hasNull = hasNull
    switch values {
    case .texts(let set) where set.isEmpty: self.values = .none
    case .texts(.all): self.values = .any
    case .numbers(let set) where set.isEmpty: self.values = .none
    case .numbers(let set) where set.isAll: self.values = .any
    case .booleans(true: false, false: false): self.values = .none
    case .booleans(true: true, false: true): self.values = .any
    case .none, .any, .texts, .numbers, .booleans: self.values = values
    }
  }

  static let all = ValueSet(.any, hasNull: true)
  static let empty = ValueSet(.none)
  static let null = ValueSet(.none, hasNull: true)
  static let notNull = ValueSet(.any)
  static let yes = ValueSet(.booleans(true: true, false: false))
  static let no = ValueSet(.booleans(true: false, false: true))

  /// How much is to be looked at to work with it.
  var size: Int {
    switch values {
    case .none, .any, .booleans: 0
    case .texts(let set): set.texts.count
    case .numbers(let set): set.cuts.count / 4
    }
  }

  var isEmpty: Bool { !hasNull && values == .none }
  var isAll: Bool { hasNull && values == .any }
  var isNull: Bool { hasNull && values == .none }

  func intersection(_ other: ValueSet) -> ValueSet {
    ValueSet(values.intersection(other.values), hasNull: hasNull && other.hasNull)
  }

  func union(_ other: ValueSet) -> ValueSet {
    ValueSet(values.union(other.values), hasNull: hasNull || other.hasNull)
  }

  /// All other values, nil among them.
  var complement: ValueSet { ValueSet(values.complement, hasNull: !hasNull) }

  func isSubset(of other: ValueSet) -> Bool {
    if other.isAll || self == other { return true }
    return intersection(other.complement).isEmpty
  }
}

extension ValueSet.Values {
  func intersection(_ other: Self) -> Self {
    switch (self, other) {
    case (.none, _), (_, .none): .none
    case (.any, let x), (let x, .any): x
    case (.texts(let a), .texts(let b)): .texts(a.intersection(b))
    case (.numbers(let a), .numbers(let b)): .numbers(a.intersection(b))
    case (.booleans(let t, let f), .booleans(let u, let g)): .booleans(true: t && u, false: f && g)
    case (.texts, .numbers), (.texts, .booleans), (.numbers, .texts), (.numbers, .booleans),
      (.booleans, .texts), (.booleans, .numbers):
      .none
    }
  }

  func union(_ other: Self) -> Self {
    switch (self, other) {
    case (.any, _), (_, .any): .any
    case (.none, let x), (let x, .none): x
    case (.texts(let a), .texts(let b)): .texts(a.union(b))
    case (.numbers(let a), .numbers(let b)): .numbers(a.union(b))
    case (.booleans(let t, let f), .booleans(let u, let g)): .booleans(true: t || u, false: f || g)
    case (.texts, .numbers), (.texts, .booleans), (.numbers, .texts), (.numbers, .booleans),
      (.booleans, .texts), (.booleans, .numbers):
      .any
    }
  }

  var complement: Self {
    switch self {
    case .none: .any
    case .any: .none
    case .texts(let set): .texts(set.complement)
    case .numbers(let set): .numbers(set.complement)
    case .booleans(let t, let f): .booleans(true: !t, false: !f)
    }
  }
}
