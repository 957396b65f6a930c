import CampaignGraph
import CivilTime
import Diagnostics
import YAMLTree

/// The keys of the project file `mailplan.yaml`.
enum ProjectKeys {
  static let defaults = Key<CampaignSettings>(
    "defaults", .settings, elsewhere: ["default", "campaign_defaults"],
    "What every campaign of the project has unless it says otherwise: any key of a campaign but "
      + "`campaign`, `type` and `steps`.")
  static let links = Key<LinkTemplates>(
    "links", .links, elsewhere: ["urls"],
    "Links that templates may use; Liquid over the contact, percent-encoded.")
  static let postalAddress = Key<Located<String>>(
    "postal_address", .name("an address"), elsewhere: ["address", "company_address"],
    "The postal address that marketing mail must show.")
  static let policies = Key<PolicyValues>(
    "policies", .policies, elsewhere: ["policy", "limits"], "Rules for every campaign.")
  static let lint = Key<LintLevels>(
    "lint", .lint, elsewhere: ["linter", "checks"], "How severe the findings of rules are.")

  static let form = Form(
    "a project file",
    [
      VersionKey.version.row, defaults.row, links.row, postalAddress.row, policies.row, lint.row,
    ],
    strangers: [
      "rules": "rules are a key of 'lint'", "profile": "the profile is a key of 'lint'",
      "max_emails": "max_emails is a key of 'policies'",
      "min_gap": "min_gap is a key of 'policies'",
      "from": "from is a key of 'defaults'", "timezone": "timezone is a key of 'defaults'",
      "reply_to": "reply_to is a key of 'defaults'",
    ])

  static let defaultsForm = Form(
    "a defaults mapping", SettingsKeys.rows,
    strangers: [
      "campaign": "it belongs to one campaign", "type": "it belongs to one campaign",
      "steps": "they belong to one campaign", "mailplan": "it stands at the top of the file",
    ])

  static let unsubscribe = Key<MappedText>(
    "unsubscribe", .template, elsewhere: ["unsubscribe_url", "opt_out"],
    "Where a contact unsubscribes.")
  static let viewInBrowser = Key<MappedText>(
    "view_in_browser", .template, elsewhere: ["browser", "web_version", "view_online"],
    "Where the email can be read in a browser.")
  static let linksForm = Form("a links mapping", [unsubscribe.row, viewInBrowser.row])

  static let rules = Key<[ProjectDefinition.RuleLevel]>(
    "rules", .ruleLevels, elsewhere: ["levels", "severity"],
    "Rule ids with `error`, `warning`, `info` or `off`.")
  static let profile = Key<Located<ProjectDefinition.Profile>>(
    "profile", .choice("a lint profile", elsewhere: ["default": "standard", "pedantic": "strict"]),
    "`standard` (default), or `strict`, where compliance findings are errors.")
  static let noIgnore = Key<[Located<String>]>(
    "no_ignore", .list(of: .name("a rule id"), "a list of rule ids such as [missing-unsubscribe]"),
    elsewhere: ["no_suppress", "no_suppression", "not_ignorable"],
    "Rules that no comment `# mailplan: ignore[…]` may suppress.")
  static let lintForm = Form("a lint setting", [profile.row, rules.row, noIgnore.row])
}

struct LinkTemplates: Sendable {
  let unsubscribe: MappedText?
  let viewInBrowser: MappedText?
}

struct LintLevels: Sendable {
  let rules: [ProjectDefinition.RuleLevel]
  let profile: Located<ProjectDefinition.Profile>?
  let noIgnore: [Located<String>]
}

/// Reads the project file. All that is wrong is reported in one go; nil only if the root is no mapping, or of another version.
package func decodeProject(
  _ document: YAMLDocument, into findings: inout Findings
) -> ProjectDefinition? {
  guard let entries = document.rootEntries("a project", into: &findings),
    !isOtherVersion(entries, into: &findings)
  else { return nil }
  let reader = FormReader(entries, of: ProjectKeys.form, at: document.start, into: &findings)
  reader.checkVersion(at: document.start, into: &findings)
  var project = ProjectDefinition(file: document.file)
  if let defaults = reader.read(ProjectKeys.defaults, into: &findings) {
    project.defaults = defaults
  }
  let links = reader.read(ProjectKeys.links, into: &findings)
  project.unsubscribe = links?.unsubscribe
  project.viewInBrowser = links?.viewInBrowser
  project.postalAddress = reader.read(ProjectKeys.postalAddress, into: &findings)
  if let policies = reader.read(ProjectKeys.policies, into: &findings) {
    project.apply(policies)
  }
  let lint = reader.read(ProjectKeys.lint, into: &findings)
  project.ruleLevels = lint?.rules ?? []
  project.profile = lint?.profile
  project.noIgnore = lint?.noIgnore ?? []
  return project
}

extension ValueKind where Value == CampaignSettings {
  fileprivate static var settings: Self {
    .form(ProjectKeys.defaultsForm, "a mapping of campaign keys") { reader, _, findings in
      reader.readSettings(into: &findings)
    }
  }
}

extension ValueKind where Value == LinkTemplates {
  fileprivate static var links: Self {
    .form(ProjectKeys.linksForm, "a mapping of unsubscribe and view_in_browser") {
      reader, _, findings in
      LinkTemplates(
        unsubscribe: reader.read(ProjectKeys.unsubscribe, into: &findings),
        viewInBrowser: reader.read(ProjectKeys.viewInBrowser, into: &findings))
    }
  }
}

extension ValueKind where Value == LintLevels {
  fileprivate static var lint: Self {
    .form(ProjectKeys.lintForm, "a mapping of rules, profile and no_ignore") {
      reader, _, findings in
      LintLevels(
        rules: reader.read(ProjectKeys.rules, into: &findings) ?? [],
        profile: reader.read(ProjectKeys.profile, into: &findings),
        noIgnore: reader.read(ProjectKeys.noIgnore, into: &findings) ?? [])
    }
  }
}

extension ValueKind where Value == [ProjectDefinition.RuleLevel] {
  fileprivate static var ruleLevels: Self {
    let takes = "a mapping of rule ids to levels"
    let level = ValueKind<Located<ProjectDefinition.Level>>.choice(
      "a level",
      elsewhere: [
        "warn": "warning", "note": "info", "ignore": "off", "none": "off", "false": "off",
      ])
    return ValueKind(takes, .mapping(of: level.schema)) { field, findings in
      guard let entries = field.mapping(takes, into: &findings) else { return nil }
      return entries.compactMap { entry in
        Field(entry).read(level, into: &findings).map {
          ProjectDefinition.RuleLevel(
            rule: Located(entry.key.string, entry.key.range), level: $0)
        }
      }
    }
  }
}
