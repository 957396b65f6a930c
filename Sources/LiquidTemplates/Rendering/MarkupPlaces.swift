/// The places in the html where the next byte may stand, one for each way through the template that makes a
/// difference.
struct MarkupPlaces: Sendable, Equatable {
  /// Never empty; all different.
  private(set) var all = [MarkupPosition()]
  /// There are more than are kept.
  private(set) var isUnclear = false

  /// More ways than any sensible template has.
  private static let most = 8

  var first: MarkupPosition { all[0] }

  /// How a value printed here is escaped.
  var escape: Escape { all.contains { $0.link.isOpen } ? .link : .html }

  /// A value printed here begins a link.
  var isLinkStart: Bool { all.contains { $0.link.isUntouched } }

  /// A value printed here stands in an attribute's value.
  var isInValue: Bool { all.contains { $0.kind == .value } }

  mutating func advance(over bytes: [UInt8]) {
    for i in all.indices { all[i].advance(over: bytes) }
    unite()
  }

  mutating func passValue(isNumber: Bool, settlesLink: Bool) {
    for i in all.indices { all[i].passValue(isNumber: isNumber, settlesLink: settlesLink) }
    unite()
  }

  /// The first place alone; for after an error.
  mutating func settle() {
    all = [all[0]]
    isUnclear = false
  }

  /// Forgets that the template ended a scheme that data began; true if it did.
  mutating func takeMixedLink() -> Bool {
    var found = false
    for i in all.indices where all[i].hasMixedLink {
      all[i].hasMixedLink = false
      found = true
    }
    unite()
    return found
  }

  /// Whoever comes here may have printed a value before, in the link that is open.
  mutating func expectValueInLink() {
    for i in all.indices { all[i].link.passValue(isNumber: false, settles: false) }
    unite()
  }

  func joined(with other: MarkupPlaces) -> MarkupPlaces {
    if self == other { return self }
    var result = self
    result.isUnclear = isUnclear || other.isUnclear
    for place in other.all where !result.all.contains(place) {
      guard result.all.count < MarkupPlaces.most else {
        result.isUnclear = true
        break
      }
      result.all.append(place)
    }
    return result
  }

  /// Two places that need different care; nil if all are of one kind.
  var conflict: (MarkupPosition, MarkupPosition)? {
    guard let other = all.first(where: { $0.kind != all[0].kind }) else { return nil }
    return (all[0], other)
  }

  /// Whether someone who comes from `other` stands in a place that is known here.
  func covers(_ other: MarkupPlaces) -> Bool {
    !other.isUnclear
      && other.all.allSatisfy { place in
        all.contains { known in
          var known = known
          if known.link.isOpen, place.link.isOpen || place.link == .settled {
            known.link = place.link
          }
          if case .value = place.state { known.tail = place.tail }
          return known == place
        }
      }
  }

  private mutating func unite() {
    guard all.count > 1 else { return }
    var different: [MarkupPosition] = []
    for place in all where !different.contains(place) { different.append(place) }
    all = different
  }
}
