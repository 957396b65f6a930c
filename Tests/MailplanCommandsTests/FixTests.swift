import Foundation
import TestSupport
import Testing

/// `lint --fix` through the binary, on real files.
@Suite struct FixTests {
  private func lint(_ folder: TemporaryFolder, _ options: String...) throws -> Tool.Result {
    try Tool.run(["lint", "."] + options, in: folder.url)
  }

  private func bytes(_ folder: TemporaryFolder, _ path: String = "campaign.yaml") throws -> [UInt8]
  {
    Array(try Data(contentsOf: folder.url.appendingPathComponent(path)))
  }

  /// The small campaign with some of its text replaced.
  private func folder(_ replacements: (String, String)...) throws -> TemporaryFolder {
    let folder = try SmallCampaign.folder()
    var yaml = SmallCampaign.yaml
    for (old, new) in replacements {
      #expect(yaml.contains(old))
      yaml = yaml.replacing(old, with: new)
    }
    try folder.write("campaign.yaml", yaml)
    return folder
  }

  @Test func misspeltNamesAreMended() throws {
    let broken = try folder(
      ("preheader: Welcome", "prehaeder: Welcome  # ünd ein Kommentar"),
      ("type: drip", "type: drpi"), ("- wait: 2 days", "- wiat: 2 days"),
      (
        "subject: \"Hi {{ first_name | default: 'there' }}\"",
        "subject: \"Hi {{ frist_name | defualt: 'there' }}\""
      ))
    let result = try lint(broken, "--fix")
    #expect(result.status == 0, "\(result.outputText)")
    #expect(result.errorText == "mailplan: 5 findings fixed in 1 file\n")
    #expect(
      try bytes(broken)
        == Array(
          SmallCampaign.yaml.replacing(
            "preheader: Welcome", with: "preheader: Welcome  # ünd ein Kommentar"
          ).utf8))
  }

  @Test func rulesAndStepsAreMended() throws {
    let branch = """
      - branch: b
          if: opend(welcom) and scroe > 3
          then:
            - goto: latr
          else: []
        - email: later
      """
    let broken = try folder(("- email: later", branch))
    let result = try lint(broken, "--fix")
    #expect(result.status == 0, "\(result.outputText)")
    let text = String(decoding: try bytes(broken), as: UTF8.self)
    #expect(text.contains("if: opened(welcome) and score > 3\n"))
    #expect(text.contains("goto: later\n"))
  }

  @Test(arguments: [
    ("subject: {{ first_name | default: 'x' }}", "subject: \"{{ first_name | default: 'x' }}\""),
    (
      "subject: {{ first_name | default: \"x\" }} # y",
      "subject: '{{ first_name | default: \"x\" }}' # y"
    ),
    (
      "subject: {{ first_name | default: \"x'\" }}",
      "subject: \"{{ first_name | default: \\\"x'\\\" }}\""
    ),
    (
      "subject: \"{{ first_name | default: \"x\" }}\"",
      "subject: \"{{ first_name | default: 'x' }}\""
    ),
  ])
  func templatesAreQuoted(broken: String, mended: String) throws {
    let old = "subject: \"Hi {{ first_name | default: 'there' }}\""
    let folder = try folder((old, broken))
    let result = try lint(folder, "--fix")
    #expect(result.status == 0, "\(result.outputText)")
    #expect(try bytes(folder) == Array(SmallCampaign.yaml.replacing(old, with: mended).utf8))
  }

  @Test func markAndLineBreaksAreKept() throws {
    let folder = try folder(("preheader: Welcome", "prehaeder: Welcome # ä"))
    let yaml = try bytes(folder)
    let windows =
      [0xEF, 0xBB, 0xBF]
      + Array(String(decoding: yaml, as: UTF8.self).replacing("\n", with: "\r\n").utf8)
    try folder.write("campaign.yaml", windows)
    #expect(try lint(folder, "--fix").status == 0)
    let wanted = String(decoding: windows, as: UTF8.self).replacing("prehaeder", with: "preheader")
    #expect(try bytes(folder) == Array(wanted.utf8))
  }

  @Test func aDifferenceIsShownAndNothingWritten() throws {
    let folder = try folder(("preheader: Welcome", "prehaeder: Welcome"))
    let before = try bytes(folder)
    let result = try lint(folder, "--diff")
    #expect(result.status == 1)
    #expect(result.errorText == "mailplan: 1 finding would be fixed in 1 file\n")
    #expect(
      result.outputText.hasPrefix("--- a/campaign.yaml\n+++ b/campaign.yaml\n@@ -7,7 +7,7 @@\n"))
    #expect(result.outputText.contains("-    prehaeder: Welcome\n+    preheader: Welcome\n"))
    #expect(try bytes(folder) == before)
    try folder.write("p.diff", result.output)
    let patched = try Tool.run(
      ["-s", "-p1", "-i", "p.diff"], in: folder.url,
      binary: URL(fileURLWithPath: "/usr/bin/patch"))
    #expect(patched.status == 0)
    #expect(try bytes(folder) == Array(SmallCampaign.yaml.utf8))
  }

  @Test func modesLinksAndOtherFilesAreLeftAlone() throws {
    let folder = try folder(("preheader: Welcome", "prehaeder: Welcome"))
    let target = folder.url.appendingPathComponent("real.yaml")
    let link = folder.url.appendingPathComponent("campaign.yaml")
    try FileManager.default.moveItem(at: link, to: target)
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: "real.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target.path)
    #expect(try Tool.run(["lint", "campaign.yaml", "--fix"], in: folder.url).status == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: target.path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "real.yaml")
    #expect(try bytes(folder, "real.yaml") == Array(SmallCampaign.yaml.utf8))
    #expect(folder.files().filter { $0.contains("partial") }.isEmpty)
  }

  @Test func whatIsNotPlainStays() throws {
    let folder = try folder(("score }} <a", "scoer }} <a"), ("type: drip", "type: newsletter"))
    try folder.write(
      "people.yaml", SmallCampaign.segment + "  scorer: string\n  scored: string\n")
    let before = try bytes(folder)
    let result = try lint(folder, "--fix-unsafe")
    #expect(result.status == 1)
    #expect(try bytes(folder) == before)
  }

  @Test(arguments: [
    "- branch: b\n    if: score > 3\n    then:\n      - exit: many # so\n  # next\n  ",
    "- { branch: b, if: score > 3, then: [{ exit: many }] }\n  ",
    "- branch: b\n    cases:\n      - when: score > 3\n        then: [exit: many]\n\n  ",
  ])
  func aMissingElseIsUnsafe(branch: String) throws {
    let folder = try folder(("- email: later", branch + "- email: later"))
    let before = try bytes(folder)
    #expect(try lint(folder, "--fix").status == 1)
    #expect(try bytes(folder) == before)
    let result = try lint(folder, "--fix-unsafe")
    #expect(result.status == 0, "\(result.outputText)")
    #expect(String(decoding: try bytes(folder), as: UTF8.self).contains("else: []"))
  }

  @Test func suppressionsOfNoUseAreRemoved() throws {
    let folder = try folder(
      (
        "- wait: 2 days",
        "# mailplan: ignore[trailing-wait] -- x\n  - wait: 2 days  # mailplan: ignore[trailing-wait, subject-length] -- y"
      ))
    let result = try lint(folder, "--fix")
    #expect(result.status == 0)
    #expect(result.errorText == "mailplan: 3 findings fixed in 1 file\n")
    #expect(try bytes(folder) == Array(SmallCampaign.yaml.utf8))
  }

  /// Two letters of every plain name swapped: mended to the very bytes that were there, or the file left as it is.
  @Test func everySampleIsMendedBack() throws {
    let folder = try TemporaryFolder()
    let samples = folder.url.appendingPathComponent("campaigns")
    try FileManager.default.copyItem(
      at: Tool.repository.appendingPathComponent("campaigns"), to: samples)
    let names = [
      "subject", "preheader", "first_name", "default", "branch", "segment", "steps", "opened",
      "clicked", "email",
    ]
    var random = SeededRandom(seed: 7)
    var mended = 0
    for path in folder.files() where path.hasSuffix("/campaign.yaml") {
      let url = folder.url.appendingPathComponent(path)
      let original = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      let clean = try Tool.run(["lint", path], in: folder.url)
      for name in names {
        let places = original.ranges(of: name)
        guard !places.isEmpty else { continue }
        let place = places[random.below(places.count)]
        var letters = Array(name)
        let at = 1 + random.below(letters.count - 3)
        guard letters[at] != letters[at + 1] else { continue }
        letters.swapAt(at, at + 1)
        let broken = original.replacingCharacters(in: place, with: String(letters))
        try Data(broken.utf8).write(to: url)
        let found = try Tool.run(["lint", path, "--format", "json"], in: folder.url)
        let result = try Tool.run(["lint", path, "--fix"], in: folder.url)
        let after = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        if after == original {
          mended += 1
          #expect(result.outputText == clean.outputText)
        } else {
          #expect(after == broken, "\(path): \(letters)")
          let again = try Tool.run(["lint", path, "--format", "json"], in: folder.url)
          #expect(found.outputText == again.outputText)
        }
      }
      try Data(original.utf8).write(to: url)
    }
    #expect(mended > 25)
  }
}
