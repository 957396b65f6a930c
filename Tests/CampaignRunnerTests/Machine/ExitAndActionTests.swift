import CampaignGraph
import CampaignRunner
import CivilTime
import Testing

/// When the exit rule is asked, and what actions do.
@Suite struct ExitAndActionTests {
  private func exits(_ steps: String, purchase: String) throws -> Outcome {
    var run = CompiledRun(steps)
    run.settings = "exit: { when: 'event(\"purchase\")' }"
    run.events = "c1 purchase \(purchase)"
    return try run.run()
  }

  /// A wait of a day, and then one step of each kind that asks.
  @Test(arguments: [
    mail("x"),
    "- action: x\n  set: { score: 1 }\n",
    "- branch: x\n  if: score == 1\n  then: []\n  else:\n" + mail("e", indent: 4),
    "- split: x\n  variants:\n    - name: a\n      weight: 100\n      then:\n"
      + mail("e", indent: 8),
  ])
  func isAskedBefore(step: String) throws {
    let outcome = try exits("- wait: 1 day\n" + step, purchase: "2026-12-02T08:00Z")
    #expect(outcome.result.summary.counts.exitedByRule == 1)
    #expect(outcome.result.summary.counts.sends == 0)
    #expect(outcome.actions.isEmpty)
    let late = try exits("- wait: 1 day\n" + step, purchase: "2026-12-02T08:00:01Z")
    #expect(late.result.summary.counts.exitedByRule == 0)
    #expect(late.result.summary.counts.completed == 1)
  }

  @Test func isNotAskedAtWaitsAndTheEnd() throws {
    let outcome = try exits(
      mail("a") + "- wait: 1 day\n- wait: 1 day\n", purchase: "2026-12-01T09:00Z")
    #expect(outcome.result.summary.counts.completed == 1)
  }

  @Test(arguments: ["message", "run"])
  func isAskedWhenAHeldMessageIsDue(hold: String) throws {
    let steps = mail(
      "a", "send: { window: { days: fri, hours: 09:00-10:00, hold: \(hold) } }")
    let before = try exits(steps, purchase: "2026-12-04T08:00Z")
    #expect(try before.rows() == ["a skip exited"])
    let after = try exits(steps, purchase: "2026-12-04T08:00:01Z")
    #expect(try after.rows() == ["a 2026-12-04T09:00:00+01:00"])
  }

  @Test func isAskedWhenAScheduledEmailIsDue() throws {
    let steps = mail("a", "send: { strategy: scheduled, at: 2026-12-03T09:00 }")
    #expect(
      try exits(steps, purchase: "2026-12-03T08:00Z").rows() == ["a skip exited"])
    #expect(
      try exits(steps, purchase: "2026-12-03T08:00:01Z").rows()
        == ["a 2026-12-03T09:00:00+01:00"])
  }

  /// Each email step that a contact comes to has a row.
  @Test func anEmailWhoseOwnTimeHasPassedHasARow() throws {
    func story(_ onPast: String) throws -> Outcome {
      try CompiledRun(
        mail(
          "a", "send: { strategy: scheduled, at: 2026-11-03T09:00, on_past: \(onPast) }")
          + mail("b")
      ).run()
    }
    let exit = try story("exit")
    #expect(try exit.rows() == ["a skip past"])
    #expect(exit.result.summary.counts.exitedAsPast == 1)
    #expect(try story("skip").rows() == ["a skip past", "b 2026-12-01T09:00:00+01:00"])
    #expect(
      try story("send").rows()
        == ["a 2026-12-01T09:00:00+01:00", "b 2026-12-01T09:00:00+01:00"])
    #expect(throws: RunFault.past(row: 2, step: "a")) { try story("error") }
  }

  private func actions(_ set: String, _ row: String = "c1,ada@acme.example,7,,,,,,,") throws
    -> Outcome
  {
    var run = CompiledRun("- action: x\n  set: { \(set) }\n" + mail("after"))
    run.columns = """
      score: integer?
      price: decimal?
      link: url?
      since: date?
      seen: timestamp?
      plan: string?
      zone: timezone?
      tags: { type: list, role: tags }
      all: list?
      """
    run.header = "id,email,score,price,link,since,seen,plan,zone,tags,all"
    run.csv = row
    return try run.run()
  }

  @Test(arguments: [
    ("score: score + 1", "{\"score\":8}"),
    ("score: nil", "{\"score\":null}"),
    ("score: score + 1, price: score", "{\"score\":8,\"price\":7}"),
    ("price: score / 2.0", "{\"price\":3.5}"), ("score: score / 2", "{\"score\":3}"),
    ("price: '1.50'", "{\"price\":1.50}"),
    ("since: today + 3 days", "{\"since\":\"2026-12-04\"}"),
    ("seen: now", "{\"seen\":\"2026-12-01T08:00:00Z\"}"),
    ("plan: '\"Pro\"'", "{\"plan\":\"Pro\"}"),
    ("plan: 'lower(\"PRO\")'", "{\"plan\":\"pro\"}"),
    ("plan: email", "{\"plan\":\"ada@acme.example\"}"),
    ("link: '\"https://acme.example/x\"'", "{\"link\":\"https://acme.example/x\"}"),
    ("link: '\"javascript:alert(1)\"'", "{\"link\":null}"),
    ("tags: '[\"a\", \"b\"]'", "{\"tags\":[\"a\",\"b\"]}"),
    ("tags: '[]'", "{\"tags\":[]}"), ("all: '[]'", "{\"all\":null}"),
    ("all: tags", "{\"all\":null}"), ("score: size(email)", "{\"score\":16}"),
  ])
  func setCoerces(set: String, values: String) throws {
    let outcome = try actions(set, "c1,ada@acme.example,7,,,,,,,,")
    let row = try #require(outcome.actions.first)
    #expect(row.hasSuffix(",\"values\":\(values)}"), "\(row)")
  }

  @Test func settingTheAddressIsCheckedAnew() throws {
    #expect(
      try actions("email: plan", "c1,ada@acme.example,7,,,,,nobody,,,").rows()
        == ["after skip invalid-address"])
    #expect(
      try actions("email: plan", "c1,nobody,7,,,,,ada@acme.example,,,").rows()
        == ["after 2026-12-01T09:00:00+01:00"])
  }

  @Test func theZoneOfAnEnrollmentStays() throws {
    let outcome = try actions("zone: '\"Asia/Tokyo\"'", "c1,ada@acme.example,7,,,,,,,,")
    #expect(try outcome.rows() == ["after 2026-12-01T09:00:00+01:00"])
    #expect(outcome.actions[0].contains("\"values\":{\"zone\":\"Asia/Tokyo\"}"))
  }

  @Test func tagsWebhooksAndNotificationsSeeWhatWasSet() throws {
    var run = CompiledRun(
      """
      - action: x
        set: { score: 9 }
        add_tags: [vip, vip, new]
        remove_tags: [old]
        webhook: { url: "https://hooks.acme.example/{{ id }}", body: '{"score": {{ score }}, "tags": "{{ tags | join: "+" }}"}' }
        notify: { to: sales@acme.example, message: "{{ email }} has {{ score }}" }
      - action: y
        remove_tags: [vip, new, x]
      - branch: b
        if: tags contains "vip" or score != 9
        then: []
        else:
      """ + "\n" + mail("clean", indent: 4))
    run.columns = "score: integer?\nzone: timezone?\ntags: { type: list, role: tags }"
    run.header = "id,email,score,zone,tags"
    run.csv = "c1,ada@acme.example,1,,old;x"
    let outcome = try run.run()
    #expect(try outcome.manifest.map { try field("step", of: $0) } == ["clean"])
    #expect(
      try outcome.actions.map { try field("kind", of: $0) }
        == ["set", "tags", "webhook", "notify", "tags"])
    #expect(try field("url", of: outcome.actions[2]) == "https://hooks.acme.example/c1")
    #expect(
      try field("body", of: outcome.actions[2]) == "{\"score\": 9, \"tags\": \"x+vip+new\"}")
    #expect(try field("message", of: outcome.actions[3]) == "ada@acme.example has 9")
  }
}
