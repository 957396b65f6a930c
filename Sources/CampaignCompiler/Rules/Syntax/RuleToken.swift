import CampaignGraph
import LiquidTemplates

/// A word, literal or sign of a rule.
struct RuleToken: Sendable {
  enum Kind: Sendable, Equatable {
    case name(String)
    case keyword(RuleKeyword)
    case symbol(RuleSymbol)
    /// After its escapes.
    case string([UInt8])
    case integer(Int64)
    case decimal(ExactDecimal)
    /// Already reported; stands for some value.
    case invalid
    case end
  }

  let kind: Kind
  /// Bytes of the rule's text; empty at its end.
  let range: Range<Int>
}

enum RuleKeyword: String, Sendable, CaseIterable {
  case or
  case and
  case not
  case `in`
  case contains
  case startsWith = "starts_with"
  case endsWith = "ends_with"
  case `true`
  case `false`
  case `nil`

  init?(_ name: String) {
    guard let keyword = RuleKeyword.allCases.first(where: { $0.rawValue == name }) else {
      return nil
    }
    self = keyword
  }
}

enum RuleSymbol: String, Sendable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case less = "<"
  case greater = ">"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case slash = "/"
  case open = "("
  case close = ")"
  case openList = "["
  case closeList = "]"
  case comma = ","
  case colon = ":"
}

/// Names with a meaning of their own, which therefore cannot be read as columns.
package enum ReservedRuleName: String, Sendable, CaseIterable {
  case now
  case today
}
