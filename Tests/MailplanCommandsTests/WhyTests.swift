import Foundation
import JSONText
import Testing

/// `mailplan why`, as a marketer would ask it.
@Suite struct WhyTests {
  /// A project whose campaign has these settings and steps; `c1` lives in Berlin, `c2` in New York.
  private func folder(
    _ steps: String, settings: String = "type: drip", policies: String = "", rows: String? = nil
  ) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("mailplan.yaml", SmallCampaign.project + policies)
    try folder.write(
      "campaign.yaml",
      """
      mailplan: 1
      campaign: hello
      \(settings)
      segment:
        columns:
          id: string
          email: email
          name: string?
          score: { type: integer, default: 0 }
          ends: date?
          zone: timezone?
          out: { type: boolean, role: suppressed }
          hours: { type: list, of: integer, role: open_hours }
      from: ada@acme.example
      timezone: { column: zone, default: UTC, on_invalid: skip }
      steps:
      \(steps.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n"))

      """)
    try folder.write(
      "people.csv",
      rows ?? """
        id,email,name,score,ends,zone,out,hours
        c1,grace@navy.example,Grace,72,2026-12-20,Europe/Berlin,false,19;19;8
        c2,alan@park.example,,,,America/New_York,false,
        c3,out@park.example,Olga,5,,Europe/Berlin,true,
        c4,mars@park.example,Mars,5,,Mars/Base,false,
        c5,GRACE@navy.example,Double,5,,,false,

        """)
    return folder
  }

  private func why(
    _ folder: TemporaryFolder, of contact: String = "c1", launch: String = "2026-12-01T08:00:00Z",
    _ more: [String] = [], status: Int32 = 0
  ) throws -> String {
    let result = try Tool.run(
      [
        "why", "campaign.yaml", "--segment", "people.csv", "--contact", contact, "--launch", launch,
      ] + more, in: folder.url)
    #expect(result.status == status, "\(result.errorText)\(result.outputText)")
    return status == 0 ? result.outputText : result.errorText
  }

  private func email(_ id: String, _ more: String = "") -> String {
    "- email: \(id)\n  subject: Hello\n  text: Hello!\n" + (more.isEmpty ? "" : "  \(more)\n")
  }

  private func expect(
    _ text: String, _ lines: [String], _ location: SourceLocation = #_sourceLocation
  ) {
    // Where a line was broken does not matter.
    let flat = text.split(whereSeparator: { $0 == " " || $0 == "\n" }).joined(separator: " ")
    for line in lines {
      #expect(flat.contains(line), "\(line)\nis not in\n\(text)", sourceLocation: location)
    }
  }

  @Test func aRuleIsToldWithItsValuesAndWhatDecided() throws {
    let steps = """
      \(email("welcome"))
      - wait: 2 days
      - branch: engaged
        cases:
          - when: clicked(welcome, "pricing") or score >= 90
            then: []
          - when: 'opened(welcome, within: 3 days) and not (name == nil) and score + 1 > 50'
            then: []
        else: []
      """
    let folder = try folder(steps)
    try folder.write(
      "events.csv", "contact_id,event,at,step,url\nc1,opened,2026-12-02T08:14:00Z,welcome,\n")
    let text = try why(folder, ["--events", "events.csv"])
    expect(
      text,
      [
        "case 1: clicked(welcome, \"pricing\") or score >= 90: false",
        "→ clicked(welcome, \"pricing\"): no click, false", "→ score >= 90: 72 >= 90, false",
        "→ opened(welcome, within: 3 days): opened Wed 2026-12-02 09:14, within the 3 days since "
          + "Mon 2026-11-30 09:00, true",
        "→ name == nil: \"Grace\" == nothing, false", "→ score + 1 > 50: 73 > 50, true",
      ])
  }

  @Test func whatWasNotAskedIsNotEvaluated() throws {
    let steps = """
      - branch: b
        if: score < 10 and name == "Grace"
        then: [{ exit: low }]
        else: []
      \(email("a"))
      """
    expect(
      try why(folder(steps)),
      ["→ score < 10: 72 < 10, false", "name == \"Grace\": not asked", "takes the else branch"])
    expect(
      try why(folder(steps), of: "c2"),
      ["→ name == \"Grace\": nothing == \"Grace\": a comparison with nothing is false, false"])
  }

  @Test func shiftsOfTimeAreExplained() throws {
    let steps = """
      - wait: { until: ends, offset: -14 days, at: 07:30, on_past: skip }
      \(email("a", "send: { window: { days: mon-fri, hours: 09:00-17:00 } }"))
      \(email("b", "send: { strategy: optimized }"))
      - wait: { random: 5-10 minutes }
      """
    expect(
      try why(folder(steps)),
      [
        "wait until ends = 2026-12-20, offset -14 days, at 07:30",
        "would be Sun 2026-12-06 07:30; the window mon-fri 09:00-17:00 opens Mon 2026-12-07 09:00",
        "the best hour, next at Sun 2026-12-06 19:00: hours of opening are 08:00 ×1, 19:00 ×2",
        "a spread of 5 minutes to 10 minutes, decided by hash:",
      ])
    expect(
      try why(folder(steps), of: "c2"),
      [
        "ends = nothing: an empty cell counts as past", "left out by 'on_past: skip'",
        "no hour of opening is known: the fallback time, next at Tue 2026-12-01 09:00",
      ])
  }

  @Test func clockChangesAreExplained() throws {
    let steps = "- wait: { until: 02:30 }\n" + email("a")
    expect(
      try why(folder(steps), launch: "2027-03-27T12:00:00Z"),
      ["02:30 does not exist on Sun 2027-03-28 in Europe/Berlin: 03:00"])
    expect(
      try why(folder(steps), launch: "2026-10-24T12:00:00Z"),
      ["02:30 exists twice on Sun 2026-10-25 in Europe/Berlin: the first of the two"])
    let fallback = email("a", "send: { strategy: optimized, fallback_time: 02:30 }")
    expect(
      try why(self.folder(fallback), of: "c3", launch: "2027-03-27T12:00:00Z"),
      ["02:30 does not exist on Sun 2027-03-28 in Europe/Berlin: 03:00"])
    let folder = try folder(steps)
    let result = try Tool.run(
      [
        "preview", "campaign.yaml", "--segment", "people.csv", "--launch", "2027-03-27T12:00:00Z",
      ], in: folder.url)
    #expect(result.status == 0, "\(result.errorText)")
    expect(
      result.outputText,
      [
        "Clock changes start.wait: 2 contacts 02:30 does not exist on Sun 2027-03-28 in "
          + "Europe/Berlin: 03:00"
      ])
  }

  @Test func gapsAndCapsAreExplained() throws {
    let steps = email("a") + email("b") + "- wait: 1 day\n" + email("c")
    let policies = "policies: { min_gap: 3 hours, max_emails: { count: 2, per: 7 days } }\n"
    let text = try why(folder(steps, policies: policies))
    expect(
      text,
      [
        "would be Tue 2026-12-01 09:00; min_gap asks for 3 hours after another email: "
          + "Tue 2026-12-01 12:00", "skipped: capped",
      ])
  }

  @Test func skipsAreExplained() throws {
    let folder = try folder(email("a") + "- wait: 2 days\n" + email("b"))
    try folder.write(
      "events.jsonl",
      "{\"contact_id\":\"c1\",\"event\":\"unsubscribed\",\"at\":\"2026-12-02T08:00:00Z\"}\n")
    expect(
      try why(folder, ["--events", "events.jsonl"]),
      ["skipped: unsubscribed unsubscribed Wed 2026-12-02 09:00"])
    expect(try why(folder, of: "c3"), ["skipped: suppressed out = true"])
    expect(
      try why(folder, of: "c5"),
      ["an earlier row has the address \"GRACE@navy.example\"", "the default zone UTC is used"])
  }

  @Test func whoIsNotEnrolledHearsWhy() throws {
    expect(
      try why(folder(email("a")), of: "c4"),
      [
        "not enrolled: zone",
        "zone = \"Mars/Base\" is no zone of the IANA database, and 'on_invalid' is 'skip'",
      ])
    expect(
      try why(folder(email("a"), settings: "type: drip\nwhere: score > 50"), of: "c2"),
      ["not enrolled: 'where' does not hold where: score > 50: 0 > 50, false"])
    expect(
      try why(folder(email("a"), settings: "type: triggered\ntrigger: event(\"signup\")")),
      ["not enrolled: no-entry-time no event 'signup' is known"])
    expect(
      try why(folder(email("a")), of: "nobody", status: 2),
      ["no contact of 'people.csv' has id 'nobody' (5 rows read)"])
  }

  @Test func whoIsNotEnrolledIsToldOfAtTheLaunch() throws {
    let waiting = try folder(email("a") + "- wait: 3 days\n")
    expect(try why(waiting, of: "c4"), ["Tue 2026-12-01 08:00 +00:00 not enrolled: zone"])
    let triggered = try folder(
      email("a"), settings: "type: triggered\ntrigger: event(\"signup\")")
    expect(
      try why(triggered, of: "c2", ["--as-of", "2026-12-09T08:00:00Z"]),
      [
        "Tue 2026-12-01 03:00 -05:00 not enrolled yet no event 'signup' has happened by the as-of"
      ])
  }

  @Test func entriesAreToldOneAfterTheOther() throws {
    let folder = try folder(
      email("a") + "- wait: 2 days\n",
      settings: "type: triggered\ntrigger: event(\"signup\")\nreentry: after_exit")
    try folder.write(
      "events.csv",
      "contact_id,event,at\nc1,signup,2026-12-02T08:00:00Z\nc1,signup,2026-12-10T08:00:00Z\n")
    let text = try why(folder, ["--events", "events.csv"])
    expect(
      text,
      [
        "enters at the event 'signup'", "enters again, entry 2",
        "In the end completed; 1 message sent completed; 1 message sent",
      ])
  }

  @Test func theStandingAtTheAsOfIsTold() throws {
    let folder = try folder(
      email("a", "send: { window: { hours: 15:00-17:00 } }") + "- wait: 2 days\n" + email("b"))
    expect(
      try why(folder, ["--as-of", "2026-12-01T09:00:00Z"]),
      [
        "At Tue 2026-12-01 09:00 UTC waits at a.wait until Thu 2026-12-03 08:00 UTC; "
          + "0 messages sent 'a' is held until Tue 2026-12-01 14:00 UTC"
      ])
  }

  @Test func aSplitAWaitForAnEventAndAnExitAreExplained() throws {
    let steps = """
      - split: half
        variants:
          - { name: left, weight: 50, then: [] }
          - { name: right, weight: 50, then: [] }
      - wait:
          event: event("purchase")
          timeout: 3 days
      - action: mark
        set: { score: score + 1 }
      \(email("a"))
      """
    let text = try why(
      folder(steps, settings: "type: drip\nexit: { when: score > 72 }"))
    expect(
      text,
      [
        "by the hash of id = \"c1\"", "buckets: 'left' 0 to 4999, 'right' 5000 to 9999",
        "for event(\"purchase\"), for 3 days at the most", "timed out", "score: 72, now 73",
        "exit: score > 72: 72 > 72, false", "exit: score > 72: 73 > 72, true", "skipped: exited",
      ])
  }

  @Test func jsonSaysTheSame() throws {
    let folder = try folder(
      "- branch: b\n  if: score >= 50 or name == nil\n  then: []\n  else: []\n" + email("a"))
    let json = try parseJSON(Array(try why(folder, ["--format", "json"]).utf8))
    #expect(json["formatVersion"]?.stringValue == "1.0")
    let story = try #require(json["stories"]?[0])
    #expect(story["contact"]?.stringValue == "c1")
    let entries = try #require(story["entries"]?.arrayValue)
    #expect(
      entries.compactMap { $0["kind"]?.stringValue } == ["enrolled", "branch", "send", "end"])
    let rule = try #require(entries[1]["rules"]?[0]?["story"])
    #expect(rule["answer"]?.booleanValue == true)
    #expect(rule["parts"]?[0]?["values"]?.stringValue == "72 >= 50")
    #expect(rule["parts"]?[0]?["operands"]?[0]?["value"]?.integerValue == 72)
    #expect(rule["parts"]?[1]?["answer"] == .null)
    #expect(story["standings"]?[0]?["state"]?.stringValue == "completed")
  }

  /// Every member that is written is named in the grammar, in quotes or as code.
  @Test func everyMemberIsDocumented() throws {
    let folder = try folder(
      email("a", "send: { window: { hours: 15:00-17:00 } }") + "- wait: 2 days\n" + email("b"))
    let story = try parseJSON(
      Array(try why(folder, ["--format", "json", "--as-of", "2026-12-01T09:00:00Z"]).utf8))
    let run = try Tool.run(
      Array(SmallCampaign.run) + ["--as-of", "2026-12-01T09:00:00Z"], in: folder.url)
    #expect(run.status == 0, "\(run.errorText)")
    let summary = try parseJSON(
      Array(try Data(contentsOf: folder.url.appendingPathComponent("out.summary.json"))))
    let grammar = try String(
      contentsOf: Tool.repository.appendingPathComponent("grammar/manifest.md"), encoding: .utf8)
    for name in members(story).union((summary.objectValue ?? []).map(\.name)) {
      #expect(
        grammar.contains("`\(name)`") || grammar.contains("\"\(name)\":"), "\(name) is not told")
    }
  }

  private func members(_ value: JSONValue) -> Set<String> {
    switch value {
    case .object(let members):
      members.reduce(into: []) { $0.formUnion(self.members($1.value).union([$1.name])) }
    case .array(let items): items.reduce(into: []) { $0.formUnion(members($1)) }
    case .null, .boolean, .integer, .number, .string: []
    }
  }
}
