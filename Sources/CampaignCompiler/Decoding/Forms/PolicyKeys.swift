import CampaignGraph
import CivilTime
import Diagnostics
import YAMLTree

/// The keys of `policies:`.
enum PolicyKeys {
  static let maxEmails = Key<ProjectDefinition.MaxEmails>(
    "max_emails", .maxEmails, elsewhere: ["frequency_cap", "cap", "rate_limit"],
    "How many emails a contact gets at most.")
  static let minGap = Key<Located<Period>>(
    "min_gap", .period, elsewhere: ["gap", "min_interval"],
    "The shortest time between two emails to a contact.")
  static let fromDomains = Key<[Located<String>]>(
    "allowed_from_domains", .list(of: .domain, "a list of domains such as [acme.example]"),
    elsewhere: ["from_domains", "allowed_domains"], "The domains that may send.")
  static let require = Key<[Located<Policies.Requirement>]>(
    "require", .list(of: .choice("a requirement"), "a list such as [unsubscribe, text_part]"),
    elsewhere: ["required", "requires"],
    "What every marketing email must have: `unsubscribe`, `postal_address`, `text_part`.")
  static let duplicates = Key<Located<Policies.Duplicates>>(
    "duplicates", .choice("an answer to a duplicate address", elsewhere: ["fail": "error"]),
    elsewhere: ["duplicate", "dedupe"],
    "A second contact with the same address: `skip` (default), `allow`, or `error`.")
  static let blastRadius = Key<ProjectDefinition.BlastRadius>(
    "blast_radius", .blastRadius, elsewhere: ["max_recipients"],
    "How many contacts a run may reach before it asks.")
  static let form = Form(
    "a policies mapping",
    [
      maxEmails.row, minGap.row, fromDomains.row, require.row, duplicates.row, blastRadius.row,
    ])

  static let count = Key<Located<Int>>(
    "count", .integer(1...1_000_000), .required, elsewhere: ["max", "emails", "limit"],
    "How many emails.")
  static let per = Key<Located<Period>>(
    "per", .period, .required, elsewhere: ["within", "every", "window", "period"],
    "In which time, such as `7 days`.")
  static let basis = Key<Located<Policies.MaxEmails.Basis>>(
    "basis", .choice("a basis", elsewhere: ["sliding": "rolling"]),
    "`rolling`: any such stretch of time (default). `calendar`: local calendar days.")
  static let otherwise = Key<Located<SendWindow.Otherwise>>(
    "otherwise", .choice("an answer to a full quota"), elsewhere: ["else"],
    "`skip` the message, or `delay` it.")
  static let maxEmailsForm = Form(
    "an email cap", [count.row, per.row, basis.row, otherwise.row])

  static let recipients = Key<Located<Int>>(
    "recipients", .integer(1...1_000_000_000), .required, elsewhere: ["contacts", "max", "count"],
    "How many contacts.")
  static let within = Key<Located<Period>>(
    "within", .period, elsewhere: ["per"], "In which time; in the whole run if not written.")
  static let blastRadiusForm = Form("a blast radius", [recipients.row, within.row])
}

/// The keys of `policies:`, read.
struct PolicyValues: Sendable {
  let maxEmails: ProjectDefinition.MaxEmails?
  let minGap: Located<Period>?
  let fromDomains: [Located<String>]
  let require: [Located<Policies.Requirement>]
  let duplicates: Located<Policies.Duplicates>?
  let blastRadius: ProjectDefinition.BlastRadius?
}

extension ProjectDefinition {
  mutating func apply(_ policies: PolicyValues) {
    maxEmails = policies.maxEmails
    minGap = policies.minGap
    allowedFromDomains = policies.fromDomains
    require = policies.require
    duplicates = policies.duplicates
    blastRadius = policies.blastRadius
  }
}

extension ValueKind where Value == PolicyValues {
  static var policies: Self {
    .form(PolicyKeys.form, "a mapping such as { duplicates: skip }") { reader, _, findings in
      PolicyValues(
        maxEmails: reader.read(PolicyKeys.maxEmails, into: &findings),
        minGap: reader.read(PolicyKeys.minGap, into: &findings),
        fromDomains: reader.read(PolicyKeys.fromDomains, into: &findings) ?? [],
        require: reader.read(PolicyKeys.require, into: &findings) ?? [],
        duplicates: reader.read(PolicyKeys.duplicates, into: &findings),
        blastRadius: reader.read(PolicyKeys.blastRadius, into: &findings))
    }
  }
}

extension ValueKind where Value == ProjectDefinition.MaxEmails {
  fileprivate static var maxEmails: Self {
    .form(PolicyKeys.maxEmailsForm, "a mapping such as { count: 3, per: 7 days }") {
      reader, field, findings in
      var cap = ProjectDefinition.MaxEmails(range: field.node.range)
      cap.count = reader.read(PolicyKeys.count, into: &findings)
      cap.per = reader.read(PolicyKeys.per, into: &findings)
      cap.basis = reader.read(PolicyKeys.basis, into: &findings)
      cap.otherwise = reader.read(PolicyKeys.otherwise, into: &findings)
      return cap
    }
  }
}

extension ValueKind where Value == ProjectDefinition.BlastRadius {
  fileprivate static var blastRadius: Self {
    .form(PolicyKeys.blastRadiusForm, "a mapping such as { recipients: 1000 }") {
      reader, field, findings in
      var radius = ProjectDefinition.BlastRadius(range: field.node.range)
      radius.recipients = reader.read(PolicyKeys.recipients, into: &findings)
      radius.within = reader.read(PolicyKeys.within, into: &findings)
      return radius
    }
  }
}
