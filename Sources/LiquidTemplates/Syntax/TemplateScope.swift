/// The names a template may use besides its own variables, each with what is known of its values.
package struct TemplateScope: Sendable, Equatable {
  /// `slot` n is cell n of the contact's row.
  package struct Name: Sendable, Equatable {
    package let name: String
    package let type: ColumnType
    package let isNullable: Bool

    package init(name: String, type: ColumnType, isNullable: Bool) {
      self.name = name
      self.type = type
      self.isNullable = isNullable
    }
  }

  /// In the order of the segment's columns.
  package let columns: [Name]
  /// Named in messages: "segment 'trial-users' has no column 'frist_name'".
  package let segment: String

  package init(columns: [Name], segment: String) {
    self.columns = columns
    self.segment = segment
  }
}

/// Names that are not columns; their texts are handed to each rendering.
package enum ReservedName: String, Sendable, CaseIterable {
  case unsubscribeURL = "unsubscribe_url"
  case viewInBrowserURL = "view_in_browser_url"
  case subject
  case preheader
}
