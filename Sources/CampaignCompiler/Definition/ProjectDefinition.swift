import CampaignGraph
import CivilTime
import Diagnostics

/// The project file `mailplan.yaml`.
package struct ProjectDefinition: Sendable {
  package enum Level: String, Sendable, CaseIterable {
    case error
    case warning
    case info
    case off
  }

  package enum Profile: String, Sendable, CaseIterable {
    case standard
    case strict
  }

  package struct RuleLevel: Sendable {
    package let rule: Located<String>
    package let level: Located<Level>

    package init(rule: Located<String>, level: Located<Level>) {
      self.rule = rule
      self.level = level
    }
  }

  package struct MaxEmails: Sendable {
    package var count: Located<Int>?
    package var per: Located<Period>?
    package var basis: Located<Policies.MaxEmails.Basis>?
    package var otherwise: Located<SendWindow.Otherwise>?
    package let range: SourceRange

    package init(range: SourceRange) { self.range = range }
  }

  package struct BlastRadius: Sendable {
    package var recipients: Located<Int>?
    package var within: Located<Period>?
    package let range: SourceRange

    package init(range: SourceRange) { self.range = range }
  }

  package let file: SourceFile
  package var defaults = CampaignSettings()
  package var unsubscribe: MappedText?
  package var viewInBrowser: MappedText?
  package var postalAddress: Located<String>?
  package var maxEmails: MaxEmails?
  package var minGap: Located<Period>?
  package var allowedFromDomains: [Located<String>] = []
  package var require: [Located<Policies.Requirement>] = []
  package var duplicates: Located<Policies.Duplicates>?
  package var blastRadius: BlastRadius?
  package var ruleLevels: [RuleLevel] = []
  package var profile: Located<Profile>?
  /// Rules that comments may not suppress.
  package var noIgnore: [Located<String>] = []

  package init(file: SourceFile) { self.file = file }
}
