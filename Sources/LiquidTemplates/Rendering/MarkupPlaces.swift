/// The places in the html where the next byte may stand, one for each way through the template that makes a
/// difference.
struct MarkupPlaces: Sendable, Equatable {
  private(set) var first = MarkupPosition()
  /// All different, and none like the first; held apart, since there are seldom any.
  private var others: [MarkupPosition] = []
  /// There are more than are kept.
  private(set) var isUnclear = false

  /// More ways than any sensible template has.
  private static let most = 8

  /// How a value printed here is escaped.
  var escape: Escape { contains { $0.link.isOpen } ? .link : .html }

  /// A value printed here begins a link.
  var isLinkStart: Bool { contains { $0.link.isUntouched } }

  /// A value printed here stands in an attribute's value.
  var isInValue: Bool { contains { $0.kind == .value } }

  func contains(where holds: (MarkupPosition) -> Bool) -> Bool {
    holds(first) || (!others.isEmpty && others.contains(where: holds))
  }

  func allSatisfy(_ holds: (MarkupPosition) -> Bool) -> Bool { !contains { !holds($0) } }

  /// The first of which `holds` is true.
  func first(where holds: (MarkupPosition) -> Bool) -> MarkupPosition? {
    holds(first) ? first : others.first(where: holds)
  }

  mutating func advance(over bytes: [UInt8]) {
    bytes.withUnsafeBytes { bytes in change { $0.advance(over: bytes) } }
  }

  mutating func passValue(isNumber: Bool, settlesLink: Bool) {
    change { $0.passValue(isNumber: isNumber, settlesLink: settlesLink) }
  }

  /// The first place alone; for after an error.
  mutating func settle() {
    others = []
    isUnclear = false
  }

  /// Forgets that the template ended a scheme that data began; true if it did.
  mutating func takeMixedLink() -> Bool {
    guard contains(where: { $0.hasMixedLink }) else { return false }
    change { $0.hasMixedLink = false }
    return true
  }

  /// Whoever comes here may have printed a value before, in the link that is open.
  mutating func expectValueInLink() {
    change { $0.link.passValue(isNumber: false, settles: false) }
  }

  func joined(with other: MarkupPlaces) -> MarkupPlaces {
    if self == other { return self }
    var result = self
    result.isUnclear = isUnclear || other.isUnclear
    for place in [other.first] + other.others where !result.contains(where: { $0 == place }) {
      guard result.others.count + 1 < MarkupPlaces.most else {
        result.isUnclear = true
        break
      }
      result.others.append(place)
    }
    return result
  }

  /// Two places that need different care; nil if all are of one kind.
  var conflict: (MarkupPosition, MarkupPosition)? {
    guard let other = others.first(where: { $0.kind != first.kind }) else { return nil }
    return (first, other)
  }

  /// Whether someone who comes from `other` stands in a place that is known here.
  func covers(_ other: MarkupPlaces) -> Bool {
    !other.isUnclear
      && other.allSatisfy { place in
        contains { known in
          var known = known
          if known.link.isOpen, place.link.isOpen || place.link == .settled {
            known.link = place.link
          }
          if case .value = place.state { known.tail = place.tail }
          return known == place
        }
      }
  }

  private mutating func change(_ body: (inout MarkupPosition) -> Void) {
    body(&first)
    guard !others.isEmpty else { return }
    for i in others.indices { body(&others[i]) }
    var different: [MarkupPosition] = []
    for place in others where place != first && !different.contains(place) {
      different.append(place)
    }
    others = different
  }
}
