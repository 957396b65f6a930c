/// The time zones that templates may name; handed in, as templates read no files.
package struct KnownZones: Sendable {
  let contains: @Sendable (_ name: String) -> Bool
  /// For did-you-mean; may be empty.
  let names: @Sendable () -> [String]

  package init(
    contains: @escaping @Sendable (_ name: String) -> Bool,
    names: @escaping @Sendable () -> [String]
  ) {
    self.contains = contains
    self.names = names
  }
}
