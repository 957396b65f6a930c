/// The names that templates may use, for documentation and for checks of it.
package enum LiquidNames {
  /// Sorted.
  package static let filters: [String] = FilterTable.definitions.map(\.name).sorted()
  /// Sorted; the inline comment `#` is not among them.
  package static let tags: [String] = TagTable.names
}
