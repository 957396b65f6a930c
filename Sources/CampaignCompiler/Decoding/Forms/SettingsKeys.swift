import CampaignGraph
import Diagnostics
import LiquidTemplates
import YAMLTree

/// The keys that a campaign has or inherits from the project's `defaults`.
enum SettingsKeys {
  static let description = Key<Located<String>>(
    "description", .text(), elsewhere: ["summary", "notes"], "What the campaign is for.")
  static let segment = Key<SegmentReference>(
    "segment", .segmentReference, elsewhere: ["audience", "list", "contacts", "recipients"],
    "The columns of the contacts: the path of a segment file, or the same mapping inline.")
  static let condition = Key<MappedText>(
    "where", .rule, elsewhere: ["filter", "condition"],
    "A rule; only rows for which it holds are enrolled.")
  static let from = Key<SenderDefinition>(
    "from", .sender, elsewhere: ["sender", "from_email"],
    "The sender: an address, or `{ name, email }`.")
  static let replyTo = Key<Located<String>>(
    "reply_to", .address, elsewhere: ["reply"], "The address that replies go to.")
  static let headers = Key<[HeaderDefinition]>(
    "headers", .headers, "More header fields, with Liquid in their values.")
  static let layout = Key<Located<String>>(
    "layout", .path, elsewhere: ["template"], "The path of the layout around every html body.")
  static let markdownHTML = Key<Located<MarkdownHTML>>(
    "markdown_html",
    .choice("an answer to html in Markdown", elsewhere: ["keep": "allow", "raw": "allow"]),
    elsewhere: ["allow_html", "raw_html"],
    "What becomes of html in a Markdown body: `escape` (default) shows it as it is written, `allow` "
      + "keeps it.")
  static let locale = Key<Located<String>>(
    "locale", .name("a language tag such as de-DE"), elsewhere: ["language", "lang"],
    "The language of the emails, such as `de-DE`.")
  static let zone = Key<ZoneDefinition>(
    "timezone", .zoneSetting, elsewhere: ["time_zone", "tz", "zone"],
    "Which zone a contact lives in: a zone name, or a column with a default.")
  static let tracking = Key<TrackingDefinition>(
    "tracking", .tracking, elsewhere: ["track"], "Whether opens and clicks are tracked.")
  static let onMissing = Key<Located<MissingValuePolicy>>(
    "on_missing", .choice("an answer to a missing value", elsewhere: ["error": "fail"]),
    "A placeholder without a value and without a default: `fail`, `skip` the message, or leave "
      + "it `blank`.")
  static let send = Key<SendDefinition>(
    "send", .send, elsewhere: ["schedule", "sending"], "When messages go out.")
  static let exit = Key<ExitDefinition>(
    "exit", .exitRule, elsewhere: ["goal", "stop", "exit_when"],
    "Ends an enrollment as soon as its rule holds.")
  static let trigger = Key<TriggerDefinition>(
    "trigger", .trigger, elsewhere: ["on", "entry"],
    "For `type: triggered`: `event(\"signup\")`, or `{ column: signed_up_at }`; each contact "
      + "enters at that instant.")
  static let enroll = Key<EnrollDefinition>(
    "enroll", .enroll, elsewhere: ["start"],
    "`{ at: signed_up_at }`: contacts enter at the time in that column, not at the launch.")
  static let reentry = Key<Located<Enrollment.Reentry>>(
    "reentry", .reentry, elsewhere: ["re_entry", "re_enroll"],
    "Whether a contact may enter again: `never` (default), `after_exit`, or "
      + "`{ every: 30 days }`.")

  static let rows = [
    description.row, segment.row, condition.row, from.row, replyTo.row, headers.row, layout.row,
    markdownHTML.row, locale.row, zone.row, tracking.row, onMissing.row, send.row, exit.row,
    trigger.row,
    enroll.row, reentry.row,
  ]
}

extension FormReader {
  func readSettings(into findings: inout Findings) -> CampaignSettings {
    var settings = CampaignSettings()
    settings.description = read(SettingsKeys.description, into: &findings)
    settings.segment = read(SettingsKeys.segment, into: &findings)
    settings.condition = read(SettingsKeys.condition, into: &findings)
    settings.from = read(SettingsKeys.from, into: &findings)
    settings.replyTo = read(SettingsKeys.replyTo, into: &findings)
    settings.headers = read(SettingsKeys.headers, into: &findings) ?? []
    settings.layout = read(SettingsKeys.layout, into: &findings)
    settings.markdownHTML = read(SettingsKeys.markdownHTML, into: &findings)
    settings.locale = read(SettingsKeys.locale, into: &findings)
    settings.zone = read(SettingsKeys.zone, into: &findings)
    settings.tracking = read(SettingsKeys.tracking, into: &findings)
    settings.onMissing = read(SettingsKeys.onMissing, into: &findings)
    settings.send = read(SettingsKeys.send, into: &findings)
    settings.exit = read(SettingsKeys.exit, into: &findings)
    settings.trigger = read(SettingsKeys.trigger, into: &findings)
    settings.enroll = read(SettingsKeys.enroll, into: &findings)
    settings.reentry = read(SettingsKeys.reentry, into: &findings)
    return settings
  }
}
