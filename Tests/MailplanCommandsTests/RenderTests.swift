import Foundation
import JSONText
import Testing

@Suite struct RenderTests {
  private func render(_ arguments: String..., input: String = "") throws -> Tool.Result {
    let folder = try SmallCampaign.folder()
    return try Tool.run(
      ["render", "campaign.yaml"] + arguments, in: folder.url, input: Array(input.utf8))
  }

  private let grace = [
    "--segment", "people.csv", "--contact", "c1", "--launch", "2026-12-01T08:00:00Z",
  ]

  private func render(grace arguments: [String]) throws -> Tool.Result {
    let folder = try SmallCampaign.folder()
    return try Tool.run(["render", "campaign.yaml"] + arguments + grace, in: folder.url)
  }

  @Test func everyPartCanBeAskedFor() throws {
    #expect(try render(grace: ["welcome", "--format", "subject"]).outputText == "Hi Grace\n")
    #expect(try render(grace: ["welcome", "--part", "preheader"]).outputText == "Welcome\n")
    #expect(
      try render(grace: ["welcome", "--format=text"]).outputText
        == "Hi Grace https://acme.example/u?c=c1 1 Main St\n")
    #expect(
      try render(grace: ["later", "--format", "html"]).outputText
        == "<p>Score 7 <a href=\"https://acme.example/u?c=c1\">leave</a>, 1 Main St</p>\n")
    let all = try render(grace: ["later"]).outputText
    #expect(
      all.contains("Subject:   Later\n") && all.contains("Date:      Thu 2026-12-03 03:00 -05:00\n")
    )
    #expect(all.contains("\n--- text\n\nScore 7 ") && all.contains("\n--- html\n\n<p>Score 7 "))
  }

  /// The row that `run` writes.
  @Test func theMailIsTheOneOfARun() throws {
    let folder = try SmallCampaign.folder()
    #expect(try Tool.run(SmallCampaign.run, in: folder.url).status == 0)
    let manifest = try String(
      contentsOf: folder.url.appendingPathComponent("out.jsonl"), encoding: .utf8)
    for (contact, step) in [("c1", "welcome"), ("c2", "later"), ("c3", "later")] {
      let result = try Tool.run(
        [
          "render", "campaign.yaml", step, "--segment", "people.csv", "--contact", contact,
          "--launch",
          "2026-12-01T08:00:00Z", "--format", "json",
        ], in: folder.url)
      #expect(
        manifest.contains(result.outputText) && result.errors.isEmpty && !result.output.isEmpty)
    }
  }

  @Test func whatCannotBeIsSaid() throws {
    func fails(_ status: Int32, _ words: String, _ arguments: [String]) throws {
      let folder = try SmallCampaign.folder()
      let result = try Tool.run(["render", "campaign.yaml"] + arguments, in: folder.url)
      #expect(result.status == status && result.output.isEmpty, "\(arguments)")
      #expect(result.errorText.contains(words), "\(result.errorText)")
      for secret in ["grace@", "alan@", "Grace", "O'Neil"] {
        #expect(!result.errorText.contains(secret))
      }
    }
    try fails(2, "no step 'welcom'; did you mean 'welcome'?", ["welcom"] + grace)
    try fails(2, "is no email; emails are welcome, later", ["welcome.wait"] + grace)
    try fails(
      2, "the segment has no contact 'c9'",
      ["welcome", "--segment", "people.csv", "--contact", "c9"])
    try fails(2, "--segment needs --contact", ["welcome", "--segment", "people.csv"])
    try fails(2, "--contact needs --segment", ["welcome", "--contact", "c1"])
    try fails(
      2, "cannot read 'nothing.csv'", ["welcome", "--segment", "nothing.csv", "--contact", "c1"])
    try fails(2, "would overwrite the input", ["welcome", "-o", "people.csv"] + grace)
  }

  @Test func aMailThatNobodyWouldGetIsShownAllTheSame() throws {
    let folder = try SmallCampaign.folder()
    try folder.write(
      "campaign.yaml", SmallCampaign.yaml.replacing("steps:", with: "where: score > 100\nsteps:"))
    let result = try Tool.run(
      ["render", "campaign.yaml", "welcome", "--format", "subject"] + grace, in: folder.url)
    #expect(result.status == 0 && result.outputText == "Hi Grace\n")
    #expect(
      result.errorText.contains("would not get 'welcome': not enrolled, as 'where: score > 100'"))
  }

  @Test func aMissingValueHasItsReason() throws {
    let folder = try SmallCampaign.folder()
    try folder.write(
      "campaign.yaml",
      SmallCampaign.yaml.replacing(
        "{{ first_name | default: 'there' }}\"\n    preheader",
        with: "{{ first_name }}\"\n    preheader"))
    let result = try Tool.run(
      ["render", "campaign.yaml", "welcome", "--segment", "people.csv", "--contact", "c2"],
      in: folder.url)
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.errorText.contains("a placeholder has no value for this contact: first_name"))
  }

  @Test func withoutASegmentThePreviewValuesAreShown() throws {
    let folder = try SmallCampaign.folder()
    let segment = SmallCampaign.segment.replacing(
      "first_name: string?", with: "first_name: { type: string?, preview: 'Ada \"A\" L' }")
    try folder.write("people.yaml", segment)
    let result = try Tool.run(
      ["render", "campaign.yaml", "welcome", "--format", "subject"], in: folder.url)
    #expect(result.outputText == "Hi Ada \"A\" L\n" && result.status == 0 && result.errors.isEmpty)
    try folder.write(
      "people.yaml",
      segment.replacing("score: { type: integer, default: 0 }", with: "score: integer"))
    let madeUp = try Tool.run(
      ["render", "campaign.yaml", "later", "--format", "text"], in: folder.url)
    #expect(
      madeUp.outputText.hasPrefix("Score 1 ")
        && madeUp.errorText.contains("no 'preview:' for 'score'"))
  }

  @Test func theNameOfAFileSaysItsFormat() throws {
    let folder = try SmallCampaign.folder()
    let arguments = ["render", "campaign.yaml", "welcome"] + grace
    #expect(try Tool.run(arguments + ["-o", "mail.eml"], in: folder.url).output.isEmpty)
    let file = try Data(contentsOf: folder.url.appendingPathComponent("mail.eml"))
    #expect(Array(file) == (try Tool.run(arguments + ["--format", "eml"], in: folder.url).output))
    #expect(
      String(decoding: file, as: UTF8.self).hasPrefix(
        "From: ada@acme.example\r\nTo: grace@navy.example\r\n"))
  }

  @Test func aSegmentMayComeThroughAPipe() throws {
    let result = try render(
      "welcome", "--segment", "-", "--contact", "c2", "--format", "subject",
      input: SmallCampaign.rows)
    #expect(result.outputText == "Hi there\n")
  }
}
