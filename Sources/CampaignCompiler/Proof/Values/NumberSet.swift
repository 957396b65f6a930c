import LiquidTemplates

/// A set of numbers: a union of intervals, each end open or closed.
///
/// Kept as the places where membership changes, so that the complement costs nothing. Dates are numbers of days,
/// instants of seconds.
struct NumberSet: Hashable, Sendable {
  /// A place between numbers: just before or just after one.
  struct Cut: Hashable, Comparable, Sendable {
    let number: Number
    let isAfter: Bool

    static func < (a: Cut, b: Cut) -> Bool {
      a.number == b.number ? !a.isAfter && b.isAfter : a.number < b.number
    }
  }

  /// Whether it holds numbers without a lower end.
  let startsInside: Bool
  /// Ascending: at each, membership changes.
  let cuts: [Cut]

  static let none = NumberSet(startsInside: false, cuts: [])
  static let all = NumberSet(startsInside: true, cuts: [])

  var isEmpty: Bool { !startsInside && cuts.isEmpty }
  var isAll: Bool { startsInside && cuts.isEmpty }
  var complement: NumberSet { NumberSet(startsInside: !startsInside, cuts: cuts) }

  func intersection(_ other: NumberSet) -> NumberSet { combined(other) { $0 && $1 } }
  func union(_ other: NumberSet) -> NumberSet { combined(other) { $0 || $1 } }

  func contains(_ number: Number) -> Bool {
    var isInside = startsInside
    for cut in cuts {
      if cut.number > number || (cut.number == number && cut.isAfter) { break }
      isInside.toggle()
    }
    return isInside
  }

  /// The first place of the set; nil if it has no lower end or is empty.
  var lowerEnd: Cut? { startsInside ? nil : cuts.first }
  /// The last place of the set; nil if it has no upper end or is empty.
  var upperEnd: Cut? { startsInside == cuts.count.isMultiple(of: 2) ? nil : cuts.last }

  private func combined(_ other: NumberSet, _ rule: (Bool, Bool) -> Bool) -> NumberSet {
    if cuts.isEmpty, other.cuts.isEmpty {
      return NumberSet(startsInside: rule(startsInside, other.startsInside), cuts: [])
    }
    var (x, y) = (startsInside, other.startsInside)
    let first = rule(x, y)
    var isInside = first
    var result: [Cut] = []
    result.reserveCapacity(cuts.count + other.cuts.count)
    var (i, j) = (0, 0)
    while i < cuts.count || j < other.cuts.count {
      let isFirst = j == other.cuts.count || (i < cuts.count && cuts[i] <= other.cuts[j])
      let isSecond = i == cuts.count || (j < other.cuts.count && other.cuts[j] <= cuts[i])
      let place = isFirst ? cuts[i] : other.cuts[j]
      if isFirst {
        x.toggle()
        i += 1
      }
      if isSecond {
        y.toggle()
        j += 1
      }
      let now = rule(x, y)
      if now != isInside {
        result.append(place)
        isInside = now
      }
    }
    return NumberSet(startsInside: first, cuts: result)
  }
}

extension NumberSet {
  /// The numbers on one side of a number; of integers, cuts stand just before an integer.
  static func below(_ number: Number, isIncluded: Bool, isWhole: Bool) -> NumberSet {
    NumberSet(startsInside: true, cuts: [cut(number, isAfter: isIncluded, isWhole: isWhole)])
  }

  static func above(_ number: Number, isIncluded: Bool, isWhole: Bool) -> NumberSet {
    NumberSet(startsInside: false, cuts: [cut(number, isAfter: !isIncluded, isWhole: isWhole)])
  }

  static func only(_ number: Number, isWhole: Bool) -> NumberSet {
    above(number, isIncluded: true, isWhole: isWhole)
      .intersection(below(number, isIncluded: true, isWhole: isWhole))
  }

  private static func cut(_ number: Number, isAfter: Bool, isWhole: Bool) -> Cut {
    guard isWhole else { return Cut(number: number, isAfter: isAfter) }
    let up = number.roundedUp
    if up == number, isAfter, let next = up.successor {
      return Cut(number: next, isAfter: false)
    }
    return Cut(number: up, isAfter: up == number && isAfter)
  }

  /// The one number in it; nil if there are more or none.
  var single: Number? {
    guard !startsInside, cuts.count == 2 else { return nil }
    if cuts[0].number == cuts[1].number { return cuts[0].number }
    guard !cuts[0].isAfter, !cuts[1].isAfter, cuts[0].number.successor == cuts[1].number,
      cuts[0].number.isWhole
    else { return nil }
    return cuts[0].number
  }
}
