import CivilTime

/// The project's rules for every campaign.
package struct Policies: Sendable, Equatable {
  package struct MaxEmails: Sendable, Equatable {
    package enum Basis: String, Sendable, CaseIterable {
      case rolling
      /// Local calendar days.
      case calendar
    }

    package let count: Int
    package let per: Period
    package let basis: Basis
    package let otherwise: SendWindow.Otherwise

    package init(count: Int, per: Period, basis: Basis, otherwise: SendWindow.Otherwise) {
      self.count = count
      self.per = per
      self.basis = basis
      self.otherwise = otherwise
    }
  }

  package enum Duplicates: String, Sendable, CaseIterable {
    case skip
    case allow
    case error
  }

  package enum Requirement: String, Sendable, CaseIterable {
    case unsubscribe
    case postalAddress = "postal_address"
    case textPart = "text_part"
  }

  package struct BlastRadius: Sendable, Equatable {
    package let recipients: Int
    package let within: Period?

    package init(recipients: Int, within: Period?) {
      self.recipients = recipients
      self.within = within
    }
  }

  package let maxEmails: MaxEmails?
  package let minGap: Period?
  /// Lower case; empty: any domain.
  package let allowedFromDomains: [String]
  package let require: [Requirement]
  package let duplicates: Duplicates
  package let blastRadius: BlastRadius?

  package init(
    maxEmails: MaxEmails? = nil, minGap: Period? = nil, allowedFromDomains: [String] = [],
    require: [Requirement] = [], duplicates: Duplicates = .skip, blastRadius: BlastRadius? = nil
  ) {
    self.maxEmails = maxEmails
    self.minGap = minGap
    self.allowedFromDomains = allowedFromDomains
    self.require = require
    self.duplicates = duplicates
    self.blastRadius = blastRadius
  }
}
