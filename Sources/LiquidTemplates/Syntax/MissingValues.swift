/// What becomes of nil where it is printed, and in how many rows of a segment it is met.
package struct MissingValues: Sendable, Equatable {
  /// Counts over the rows of a segment file.
  package struct Rows: Sendable, Equatable {
    package let total: Int
    /// Rows without a value, by column.
    package let empty: [String: Int]

    package init(total: Int, empty: [String: Int]) {
      self.total = total
      self.empty = empty
    }
  }

  /// nil if it is not known.
  package var policy: MissingValuePolicy?
  /// nil if no rows were looked at.
  package var rows: Rows?

  package init(policy: MissingValuePolicy? = nil, rows: Rows? = nil) {
    self.policy = policy
    self.rows = rows
  }
}
