import CampaignGraph
import Diagnostics
import LiquidTemplates

/// A segment file, or the same mapping inline in a campaign.
package struct SegmentDefinition: Sendable {
  package struct Column: Sendable {
    package let name: Located<String>
    /// nil where it could not be read; already reported. Users of such a column stay silent.
    package let type: Located<ColumnType>?
    package let isNullable: Bool
    package let role: Located<ColumnRole>?
    package let defaultText: Located<String>?
    package let preview: Located<String>?

    package init(
      name: Located<String>, type: Located<ColumnType>?, isNullable: Bool,
      role: Located<ColumnRole>?, defaultText: Located<String>?, preview: Located<String>?
    ) {
      self.name = name
      self.type = type
      self.isNullable = isNullable
      self.role = role
      self.defaultText = defaultText
      self.preview = preview
    }
  }

  package let file: SourceFile
  package let name: Located<String>?
  /// In the order of the file.
  package let columns: [Column]
  /// The key `columns`, or the mapping where it is missing.
  package let columnsRange: SourceRange

  package init(
    file: SourceFile, name: Located<String>?, columns: [Column], columnsRange: SourceRange
  ) {
    self.file = file
    self.name = name
    self.columns = columns
    self.columnsRange = columnsRange
  }
}
