import CivilTime

/// What moved the instant of a message.
package struct MessageTiming: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let window = MessageTiming(rawValue: 1)
  /// The local time does not exist: the clock jumps over it.
  package static let gap = MessageTiming(rawValue: 2)
  /// The local time exists twice: it is the first of the two.
  package static let overlap = MessageTiming(rawValue: 4)
  /// The contact's best hour.
  package static let optimized = MessageTiming(rawValue: 8)
  /// No best hour is known.
  package static let fallback = MessageTiming(rawValue: 16)
  /// The contact has had as many emails as `max_emails` allows.
  package static let cap = MessageTiming(rawValue: 32)
  /// Too close to another email: `min_gap`.
  package static let minGap = MessageTiming(rawValue: 64)

  /// Every element with its name, in the order in which the manifest lists them.
  package static let named: [(timing: MessageTiming, name: StaticString)] = [
    (.window, "window"), (.cap, "cap"), (.minGap, "gap"), (.gap, "gap"),
    (.overlap, "overlap"), (.optimized, "optimized"), (.fallback, "fallback"),
  ]

  /// Whether the manifest lists an element of `named`: the one word `gap` stands there once.
  func lists(_ one: MessageTiming) -> Bool {
    contains(one) && !(one == .gap && contains(.minGap))
  }

  init(_ shift: ResolvedLocal.Shift) {
    switch shift {
    case .none: self = []
    case .gap: self = .gap
    case .overlap: self = .overlap
    }
  }
}
