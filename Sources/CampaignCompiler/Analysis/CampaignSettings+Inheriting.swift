import Diagnostics

extension CampaignSettings {
  /// These settings with what they do not say taken from `defaults`.
  ///
  /// `send`, `tracking` and `timezone` are filled in key by key, `headers` by name; everything else
  /// is taken whole.
  func inheriting(_ defaults: CampaignSettings) -> CampaignSettings {
    var settings = self
    settings.description = description ?? defaults.description
    settings.segment = segment ?? defaults.segment
    settings.condition = condition ?? defaults.condition
    settings.from = from ?? defaults.from
    settings.replyTo = replyTo ?? defaults.replyTo
    settings.headers = headers.inheriting(defaults.headers)
    settings.layout = layout ?? defaults.layout
    settings.markdownHTML = markdownHTML ?? defaults.markdownHTML
    settings.locale = locale ?? defaults.locale
    settings.zone = zone.map { $0.inheriting(defaults.zone) } ?? defaults.zone
    settings.tracking = tracking.map { $0.inheriting(defaults.tracking) } ?? defaults.tracking
    settings.onMissing = onMissing ?? defaults.onMissing
    settings.send = send.map { $0.inheriting(defaults.send) } ?? defaults.send
    settings.exit = exit ?? defaults.exit
    settings.trigger = trigger ?? defaults.trigger
    settings.enroll = enroll ?? defaults.enroll
    settings.reentry = reentry ?? defaults.reentry
    return settings
  }
}

extension SendDefinition {
  /// Times belong to the strategy they were written with, and are not inherited by another one.
  func inheriting(_ outer: SendDefinition?) -> SendDefinition {
    guard let outer else { return self }
    var send = self
    send.window = window ?? outer.window
    let isSameStrategy = strategy == nil || strategy?.value == outer.strategy?.value
    guard isSameStrategy else { return send }
    send.strategy = strategy ?? outer.strategy
    send.at = at ?? outer.at
    send.onPast = onPast ?? outer.onPast
    send.fallbackTime = fallbackTime ?? outer.fallbackTime
    return send
  }
}

extension TrackingDefinition {
  func inheriting(_ outer: TrackingDefinition?) -> TrackingDefinition {
    TrackingDefinition(opens: opens ?? outer?.opens, clicks: clicks ?? outer?.clicks)
  }
}

extension ZoneDefinition {
  func inheriting(_ outer: ZoneDefinition?) -> ZoneDefinition {
    guard let outer else { return self }
    var zone = self
    zone.column = column ?? outer.column
    zone.defaultZone = defaultZone ?? outer.defaultZone
    zone.onMissing = onMissing ?? outer.onMissing
    zone.onInvalid = onInvalid ?? outer.onInvalid
    return zone
  }
}

extension [HeaderDefinition] {
  /// Header names are the same in any case (RFC 5322).
  func inheriting(_ outer: [HeaderDefinition]) -> [HeaderDefinition] {
    let own = Set(map { $0.name.value.lowercased() })
    return outer.filter { !own.contains($0.name.value.lowercased()) } + self
  }
}
