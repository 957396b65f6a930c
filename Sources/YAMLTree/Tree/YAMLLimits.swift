/// What a YAML file may have at most.
package let mostBytesInFile = YAMLLimits.fileBytes

/// What a file may hold; more is refused before it costs time or memory.
enum YAMLLimits {
  static let fileBytes = 1 << 20
  static let scalarBytes = 256 << 10
  /// Collections inside one another; libyaml itself has no limit and becomes quadratic.
  static let depth = 64
  /// Keys, values and items, with aliases counted as what they stand for.
  static let nodes = 50_000
  static let directives = 16
  /// Bytes handed to libyaml in all attempts to read a file whose values had to be overwritten.
  static let repairBytes = 8 << 20
  static let repairs = 64
}
