import CampaignGraph
import CivilTime
import Diagnostics
import LiquidTemplates

/// The keys that a campaign may inherit from the project's `defaults`; nil where not written.
package struct CampaignSettings: Sendable {
  package var description: Located<String>?
  package var segment: SegmentReference?
  package var condition: MappedText?
  package var from: SenderDefinition?
  package var replyTo: Located<String>?
  package var headers: [HeaderDefinition] = []
  package var layout: Located<String>?
  package var markdownHTML: Located<MarkdownHTML>?
  package var locale: Located<String>?
  package var zone: ZoneDefinition?
  package var tracking: TrackingDefinition?
  package var onMissing: Located<MissingValuePolicy>?
  package var send: SendDefinition?
  package var exit: ExitDefinition?
  package var trigger: TriggerDefinition?
  package var enroll: EnrollDefinition?
  package var reentry: Located<Enrollment.Reentry>?

  package init() {}
}

/// `segment:` is a path, or the mapping of a segment file inline.
package enum SegmentReference: Sendable {
  case path(Located<String>)
  case inline(SegmentDefinition)
}

/// `from: { name: Ada at Acme, email: ada@acme.example }`, or an address alone.
package struct SenderDefinition: Sendable {
  package let name: MappedText?
  package let email: Located<String>?
  package let range: SourceRange

  package init(name: MappedText?, email: Located<String>?, range: SourceRange) {
    self.name = name
    self.email = email
    self.range = range
  }
}

/// One entry of `headers:`.
package struct HeaderDefinition: Sendable {
  package let name: Located<String>
  package let value: MappedText

  package init(name: Located<String>, value: MappedText) {
    self.name = name
    self.value = value
  }
}

/// `timezone: { column: timezone, default: Europe/Berlin, … }`, or a zone name alone.
package struct ZoneDefinition: Sendable {
  package var column: Located<String>?
  package var defaultZone: Located<String>?
  package var onMissing: Located<ZonePolicy.Fallback>?
  package var onInvalid: Located<ZonePolicy.Fallback>?
  package let range: SourceRange

  package init(range: SourceRange) { self.range = range }
}

package struct TrackingDefinition: Sendable {
  package let opens: Located<Bool>?
  package let clicks: Located<Bool>?

  package init(opens: Located<Bool>?, clicks: Located<Bool>?) {
    self.opens = opens
    self.clicks = clicks
  }
}

/// `exit: { when: 'plan == "pro"' }`.
package struct ExitDefinition: Sendable {
  package let when: MappedText

  package init(when: MappedText) { self.when = when }
}

package enum TriggerDefinition: Sendable {
  /// `trigger: event("signup")`.
  case event(MappedText)
  /// `trigger: { column: signed_up_at }`.
  case column(Located<String>)
}

/// `enroll: { at: signed_up_at }`.
package struct EnrollDefinition: Sendable {
  package let at: Located<String>

  package init(at: Located<String>) { self.at = at }
}
