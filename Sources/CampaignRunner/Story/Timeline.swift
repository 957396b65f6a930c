import CampaignGraph
import CivilTime
import LiquidTemplates

/// What happened to one contact, told step by step.
package struct Timeline: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package let kind: Kind
    package let at: Instant
    /// What the contact's clock shows, with the offset: `2026-12-01T09:00:00+01:00`.
    package let local: String
    /// The step's id; nil for the enrollment as a whole.
    package let step: String?
    /// One line, lower case.
    package let words: String
    /// Why, and why then: a line each, with the contact's own values.
    package let reasons: [String]
    /// The rules that were asked on the way to it.
    package let rules: [RuleTold]
  }

  /// What an entry tells of.
  package enum Kind: String, Sendable {
    case notEnrolled = "not-enrolled"
    case enrolled
    case waits
    case event
    case timeout
    case past
    case moved
    case branch
    case split
    case send
    case skip
    case action
    case end
  }

  /// The contact's id.
  package let contact: [UInt8]
  package let number: Int
  package let zone: String
  package internal(set) var entries: [Entry] = []
  /// Where each enrollment stands at the end of the run, in the order of their entries; empty for a contact
  /// that is not enrolled.
  package internal(set) var standings: [Standing] = []

  init(_ contact: borrowing Contact, id: Int) {
    self.contact = Array(contact.row.text(contact.cell(id)))
    number = contact.number
    zone = contact.zone.name
  }
}
