/// The names a template may use besides its own variables, each with what is known of its values.
package struct TemplateScope: Sendable, Equatable {
  /// `slot` n is cell n of the contact's row.
  package struct Name: Sendable, Equatable {
    package let name: String
    package let type: ColumnType
    package let isNullable: Bool
    /// Its example or its default is written in digits alone.
    package let isDigits: Bool

    package init(name: String, type: ColumnType, isNullable: Bool, isDigits: Bool = false) {
      self.name = name
      self.type = type
      self.isNullable = isNullable
      self.isDigits = isDigits
    }
  }

  /// In the order of the segment's columns.
  package let columns: [Name]
  /// Named in messages: "segment 'trial-users' has no column 'frist_name'".
  package let segment: String
  /// What is known of values that may be missing, for messages.
  package var missing = MissingValues()
  /// Columns by name: worked out once, for many templates.
  let slots: [[UInt8]: Int]

  package init(columns: [Name], segment: String) {
    self.columns = columns
    self.segment = segment
    slots = Dictionary(
      columns.enumerated().map { (Array($0.element.name.utf8), $0.offset) }
    ) { first, _ in first }
  }
}

/// Names that are not columns; their texts are handed to each rendering.
package enum ReservedName: String, Sendable, CaseIterable {
  case unsubscribeURL = "unsubscribe_url"
  case viewInBrowserURL = "view_in_browser_url"
  case subject
  case preheader
  /// The html inside a layout that was compiled as one; elsewhere no name.
  case content

  /// Where it leads is written in the project file, and data in it are percent-encoded.
  var isAuthored: Bool { self == .unsubscribeURL || self == .viewInBrowserURL }

  /// Those that every template may use.
  static let general: [ReservedName] = allCases.filter { $0 != .content }
  /// These, by their bytes.
  static let spelled = general.map { (utf8: Array($0.rawValue.utf8), name: $0) }
}
