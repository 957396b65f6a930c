import CampaignCompiler
import CivilTime
import Diagnostics
import TestSupport
import Testing

@Suite struct SuppressionTests {

  /// A campaign that ends with a wait, which is what `trailing-wait` says.
  private func check(
    above: String = "", beside: String = "", below: String = "", project: String? = nil,
    today: String? = nil
  ) -> CompileCase {
    let yaml =
      campaign(steps: email("welcome")) + "\n" + above + "  - wait: 2 days" + beside + "\n" + below
    return compiled(["campaign.yaml": yaml], project: project, today: today)
  }

  private func compiled(
    _ files: [String: String], project: String? = nil, today: String? = nil
  ) -> CompileCase {
    var all = standardFiles.merging(files) { $1 }
    if let project { all["mailplan.yaml", default: ""] += "\n" + project }
    return CompileCase(
      bytes: all.mapValues { Array($0.utf8) }, today: today.flatMap { CivilDate($0) })
  }

  @Test func withoutACommentItIsFound() {
    #expect(check().rules == ["trailing-wait"])
  }

  @Test func onTheLineAndOnTheLineAbove() {
    let comment = "# mailplan: ignore[trailing-wait] -- the next release sends more"
    for found in [
      check(beside: " " + comment), check(above: "  \(comment)\n"),
      check(above: "\(comment)\n  # and more about it\n\n"), check(beside: "\t" + comment + "  "),
    ] {
      #expect(found.rules.isEmpty, "\(found.texts)")
      #expect(found.findings.suppressed.map(\.finding.rule) == ["trailing-wait"])
      #expect(
        found.findings.suppressed.map(\.justification) == ["the next release sends more"])
      #expect(found.compiled != nil)
    }
  }

  @Test func onAnotherLineItIsOfNoUse() {
    let comment = "  # mailplan: ignore[trailing-wait] -- x\n"
    #expect(check(below: comment).rules == ["trailing-wait", "unused-suppression"])
    // Behind something else it is about that line.
    let found = compiled([
      "campaign.yaml": campaign(
        steps: "- email: welcome # mailplan: ignore[trailing-wait] -- x\n"
          + "  subject: Hello\n  text: Hello!\n- wait: 2 days")
    ])
    #expect(found.rules == ["unused-suppression", "trailing-wait"])
  }

  @Test func otherRulesStay() {
    #expect(
      check(beside: " # mailplan: ignore[subject-length] -- x").rules
        == ["trailing-wait", "unused-suppression"])
    #expect(
      check(beside: " # mailplan: ignore[subject-length, trailing-wait] -- x").rules
        == ["unused-suppression"])
  }

  @Test func aReasonIsAskedFor() {
    for end in ["", " --", " -- ", " until=2099-01-01"] {
      #expect(
        check(beside: " # mailplan: ignore[trailing-wait]" + end).rules
          == ["suppression-without-reason"])
    }
  }

  @Test func theLastDayCounts() {
    let comment = " # mailplan: ignore[trailing-wait] until=2027-01-31 -- x"
    #expect(check(beside: comment, today: "2027-01-31").rules.isEmpty)
    #expect(
      check(beside: comment, today: "2027-02-01").rules
        == ["trailing-wait", "expired-suppression"])
    #expect(check(beside: comment).rules.isEmpty)
  }

  @Test(arguments: [
    "ignore trailing-wait", "ignore[]", "ignore[trailing-wait", "ignore[trailing-wait subject]",
    "ignore[trailing-wait] until=soon", "ignore[trailing-wait] until=2027-02-30 -- x",
    "ignore[trailing-wait] because", "ignor[trailing-wait]", "disable[trailing-wait]",
  ])
  func whatCannotBeReadIsSaid(text: String) {
    let rules = check(beside: " # mailplan: \(text)").rules
    #expect(rules == ["trailing-wait", "invalid-suppression"])
  }

  @Test(arguments: [
    "mailplan: 1", "mailplan", "see mailplan: ignore[trailing-wait]", "ignore[trailing-wait]",
    "mailplan: campaigns as code",
  ])
  func otherCommentsAreComments(text: String) {
    #expect(check(beside: " # \(text)").rules == ["trailing-wait"])
  }

  @Test func errorsOfTheLanguageStay() {
    let found = compiled([
      "campaign.yaml": campaign(
        steps: email("welcome")
          + "\n  # mailplan: ignore[unknown-key] -- x\n  colour: red")
    ])
    #expect(found.rules == ["fixed-rule", "unknown-key"])
    #expect(found.compiled == nil)
  }

  @Test func misspeltRulesAreCorrected() {
    let found = check(beside: " # mailplan: ignore[trailing-wiat] -- x")
    #expect(found.rules == ["trailing-wait", "unknown-rule"])
    let unknown = found.findings.sorted().last
    #expect(unknown?.fix?.edits.first?.replacement == Array("trailing-wait".utf8))
  }

  @Test func theProjectMayForbidIt() {
    let comment = " # mailplan: ignore[trailing-wait] -- x"
    let found = compiled(
      [
        "campaign.yaml": campaign(steps: email("welcome") + "\n- wait: 2 days" + comment),
        "mailplan.yaml": "mailplan: 1\ndefaults: { from: ada@acme.example }\n"
          + "lint: { no_ignore: [trailing-wait, subject-lenght] }\n",
      ])
    #expect(found.rules.contains("forbidden-suppression"))
    #expect(found.rules.contains("trailing-wait"))
    #expect(found.rules.contains("unknown-rule"))
    #expect(!found.rules.contains("unused-suppression"))
  }

  @Test func whatPoliciesRequireStays() {
    let found = compiled([
      "campaign.yaml": campaign(
        steps: "# mailplan: ignore[missing-unsubscribe] -- x\n- email: welcome\n  subject: Hello\n"
          + "  html: <p>Hello</p>"),
      "mailplan.yaml": "mailplan: 1\ndefaults: { from: ada@acme.example }\n"
        + "policies: { require: [unsubscribe] }\n",
    ])
    #expect(found.rules.contains("forbidden-suppression"))
    #expect(found.rules.contains("missing-unsubscribe"))
  }

  @Test func aTextOfSeveralLinesIsMeantFromItsFirst() {
    let text =
      "text: |\n    Hi\n    {{ first_name }} # mailplan: ignore[placeholder-no-fallback] -- no\n"
    let plain = compiled([
      "campaign.yaml": campaign(steps: "- email: welcome\n  subject: Hello\n  " + text)
    ])
    #expect(plain.rules == ["placeholder-no-fallback"], "a # in a block scalar is no comment")
    let found = compiled([
      "campaign.yaml": campaign(
        steps: "- email: welcome\n  subject: Hello\n"
          + "  # mailplan: ignore[placeholder-no-fallback] -- all have one\n  " + text)
    ])
    #expect(found.rules.isEmpty, "\(found.texts)")
    let header = compiled([
      "campaign.yaml": campaign(
        steps: "- email: welcome\n  subject: Hello\n  "
          + text.replacing("|\n", with: "| # mailplan: ignore[placeholder-no-fallback] -- x\n"))
    ])
    #expect(header.rules.isEmpty, "\(header.texts)")
  }

  @Test(arguments: [
    "{% comment %}mailplan: ignore[placeholder-no-fallback] -- x{% endcomment %}\n{{ first_name }}",
    "{%- # mailplan: ignore[placeholder-no-fallback] -- x -%}\n{{ first_name }}",
    "é {{ first_name }}{% # mailplan: ignore[placeholder-no-fallback] -- x %}",
  ])
  func commentsOfTemplates(text: String) {
    let steps = "- email: welcome\n  subject: Hello\n  text: mail.txt.liquid"
    let found = compiled(["campaign.yaml": campaign(steps: steps), "mail.txt.liquid": text])
    #expect(found.rules.isEmpty, "\(found.texts)")
    #expect(found.findings.suppressed.count == 1)
    let raw = "{% raw %}" + text + "{% endraw %}{{ first_name }}"
    let shown = compiled(["campaign.yaml": campaign(steps: steps), "mail.txt.liquid": raw])
    #expect(shown.rules == ["placeholder-no-fallback"], "\(shown.texts)")
    let idle = compiled([
      "campaign.yaml": campaign(steps: steps),
      "mail.txt.liquid": text.replacing("{{ first_name }}", with: "you"),
    ])
    #expect(idle.rules == ["unused-suppression"], "\(idle.texts)")
  }

  /// Two campaigns share a template, and only one of them has use for its comment.
  @Test func ofUseToOneIsOfUse() {
    let steps = "- email: welcome\n  subject: Hello\n  text: mail.txt.liquid"
    let text = "{{ first_name }}{% # mailplan: ignore[placeholder-no-fallback] -- x %}"
    let all = ["campaign.yaml": campaign(steps: steps), "mail.txt.liquid": text]
    let using = compiled(all)
    let idle = compiled(
      all.merging([
        "segment.yaml": (standardFiles["segment.yaml"] ?? "")
          .replacing("first_name: string?", with: "first_name: string")
      ]) { $1 })
    #expect(idle.rules == ["unused-suppression"])
    for order in [[using, idle], [idle, using], [idle, using, idle]] {
      var both = Findings()
      for one in order { both.append(contentsOf: one.findings) }
      #expect(both.sorted().isEmpty)
    }
  }

  @Test func aBrokenCampaignSaysNothingAboutUse() {
    let found = compiled([
      "campaign.yaml": campaign(
        steps: email("welcome") + "\n  # mailplan: ignore[trailing-wait] -- x\n- goto: nowhere")
    ])
    #expect(found.rules == ["unknown-step"])
  }

  @Test func truncatedAnywhereNothingTraps() {
    let comments =
      " # mailplan: ignore[trailing-wait, subject-length] until=2027-01-31 -- réason\r\n"
    let whole = Array(
      (campaign(steps: email("welcome")) + "\n  - wait: 2 days" + comments
        + "  - email: b\n    subject: x\n    text: |\n      {% # mailplan: ignore[x] %}\n").utf8)
    for count in 0...whole.count {
      var files = standardFiles.mapValues { Array($0.utf8) }
      files["campaign.yaml"] = Array(whole[..<count])
      for diagnostic in CompileCase(bytes: files).findings.all {
        guard case .range(let range) = diagnostic.place else { continue }
        #expect(range.bytes.upperBound <= range.file.bytes.count)
      }
    }
  }
}
