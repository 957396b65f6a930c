import CampaignGraph
import Diagnostics
import YAMLTree

/// The keys of a campaign file.
enum CampaignKeys {
  static let campaign = Key<Located<String>>(
    "campaign", .identifier(.campaign), .required, elsewhere: ["id", "name"],
    "The id of the campaign: lower case letters, digits, hyphens; stable for ever.")
  static let type = Key<Located<CampaignType>>(
    "type",
    .choice(
      "a campaign type",
      elsewhere: [
        "newsletter": "broadcast", "one_off": "broadcast", "blast": "broadcast",
        "sequence": "drip", "journey": "drip", "transactional": "triggered",
        "trigger": "triggered", "ab": "ab_test", "abtest": "ab_test", "split_test": "ab_test",
      ]), .required, elsewhere: ["kind"],
    "What the steps promise, and what is checked. `broadcast`: exactly one email on every path. "
      + "`drip`: anything. `triggered`: each contact enters at its own `trigger`. `ab_test`: a "
      + "split whose variants each send.")
  static let steps = Key<[StepDefinition]>(
    "steps", .someSteps, .required, elsewhere: ["emails", "flow", "sequence", "actions"],
    "The steps, in order.")

  static let form = Form(
    "a campaign",
    [VersionKey.version.row, campaign.row, type.row] + SettingsKeys.rows + [steps.row],
    strangers: [
      "subject": "a subject is a key of an email step",
      "html": "html is a key of an email step",
      "text": "text is a key of an email step",
      "columns": "columns are keys of a segment file, or of an inline 'segment'",
      "policies": "policies stand in the project file mailplan.yaml",
      "lint": "lint levels stand in the project file mailplan.yaml",
      "postal_address": "the postal address stands in the project file mailplan.yaml",
      "links": "links stand in the project file mailplan.yaml",
      "defaults": "defaults stand in the project file mailplan.yaml",
    ])
}

/// Reads a campaign file. All that is wrong is reported in one go; nil only if the root is no mapping, or of another version.
package func decodeCampaign(
  _ document: YAMLDocument, into findings: inout Findings
) -> CampaignDefinition? {
  guard let entries = document.rootEntries("a campaign", into: &findings),
    !isOtherVersion(entries, into: &findings)
  else { return nil }
  let heading = document.heading(CampaignKeys.campaign.name)
  let reader = FormReader(entries, of: CampaignKeys.form, at: heading, into: &findings)
  reader.checkVersion(at: document.start, into: &findings)
  return CampaignDefinition(
    file: document.file, heading: heading,
    id: reader.read(CampaignKeys.campaign, into: &findings),
    type: reader.read(CampaignKeys.type, into: &findings),
    settings: reader.readSettings(into: &findings),
    steps: reader.read(CampaignKeys.steps, into: &findings) ?? [])
}
