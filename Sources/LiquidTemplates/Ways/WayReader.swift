/// What reads along a way through a template, one piece after another.
///
/// Two ways that meet with equal readers go on as one, so that a reader keeps nothing that it does not need.
protocol WayReader: Hashable {
  /// Whatever follows makes no difference: the way is not followed any further.
  var isSettled: Bool { get }

  mutating func read(_ bytes: ArraySlice<UInt8>)
  mutating func read(_ value: PrintedValue)
}

/// A value that is printed, as far as it is known without a contact.
enum PrintedValue: Hashable {
  /// As it is; `isPresent`: the way has asked for it.
  case column(Int, isPresent: Bool)
  case columnOr(Int, fallback: ArraySlice<UInt8>)
  case reserved(ReservedName)
  /// A text in which a reserved one stands.
  case holding(ReservedName)
  case unknown
}

/// What a search over all ways through a template found.
package enum WayAnswer: Sendable, Equatable {
  /// There is no such way.
  case none
  /// There is one; what holds for its contacts, in the template's order: "plan == 'pro'", "not beta". May be empty.
  case found([String])
  /// The work budget ran out.
  case notDecided
}
