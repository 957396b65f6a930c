import LiquidTemplates

/// A declared column of a segment.
package struct Column: Sendable, Equatable {
  package let name: String
  package let type: ColumnType
  /// `string?`: a cell may be empty.
  package let isNullable: Bool
  package let role: ColumnRole?
  /// Stands for an empty cell, in the spelling of a CSV cell; already checked against `type`.
  package let defaultText: String?
  /// An example value for rendering without rows, in the spelling of a CSV cell.
  package let preview: String?

  package init(
    name: String, type: ColumnType, isNullable: Bool, role: ColumnRole? = nil,
    defaultText: String? = nil, preview: String? = nil
  ) {
    self.name = name
    self.type = type
    self.isNullable = isNullable
    self.role = role
    self.defaultText = defaultText
    self.preview = preview
  }
}

/// What Mailplan itself reads a column for.
package enum ColumnRole: String, Sendable, CaseIterable {
  case id
  case address
  /// True means: never gets mail.
  case suppressed
  /// Hours (0 to 23) at which the contact has opened mail.
  case openHours = "open_hours"
  /// The list that `add_tags` and `remove_tags` change.
  case tags
}
