import CivilTime

/// What a rule is asked about besides the contact's row.
package struct RuleInputs: Sendable {
  /// The instant at which the rule is asked.
  package var now: Instant
  /// The contact's local date at `now`.
  package var today: CivilDate
  /// The contact's zone.
  package var zone: ZoneRules
  package var engagement: EngagementHistory
  /// What the contact did with the campaign's emails before then belongs to an earlier enrollment.
  package var entered = Instant.earliest

  package init(now: Instant, zone: ZoneRules, engagement: EngagementHistory) {
    self.now = now
    self.today = zone.local(now).date
    self.zone = zone
    self.engagement = engagement
  }
}
