import Foundation
import Testing

@Suite struct ChangedSinceTests {
  private static let git = URL(fileURLWithPath: "/usr/bin/git")

  private func git(_ arguments: String..., in folder: TemporaryFolder) throws {
    let result = try Tool.run(
      [
        "-c", "user.name=a", "-c", "user.email=a@acme.example", "-c", "init.defaultBranch=main",
      ] + arguments, in: folder.url, environment: ["HOME": folder.url.path], binary: Self.git)
    #expect(result.status == 0, "\(arguments): \(result.errorText)")
  }

  /// Two findings of templates, in two emails, and a wait at the end.
  private static let yaml =
    SmallCampaign.yaml
    .replacing("text: \"Score", with: "text: \"{{ first_name }} Score")
    .replacing(
      "text: \"Hi {{ first_name | default: 'there' }}", with: "text: \"Hi {{ first_name }}")

  private func folder() throws -> TemporaryFolder {
    let folder = try SmallCampaign.folder()
    try folder.write(
      "ü dir/campaign.yaml", Self.yaml.replacing("people.yaml", with: "../people.yaml"))
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("campaign.yaml"))
    try git("init", "-q", in: folder)
    try git("add", ".", in: folder)
    try git("commit", "-qm", "x", in: folder)
    return folder
  }

  private func lint(_ folder: TemporaryFolder, since revision: String = "HEAD") throws
    -> Tool.Result
  {
    try Tool.run(
      ["lint", ".", "--format=concise", "--changed-since", revision], in: folder.url,
      environment: ["HOME": folder.url.path])
  }

  private func edit(_ folder: TemporaryFolder, _ old: String, _ new: String) throws {
    let url = folder.url.appendingPathComponent("ü dir/campaign.yaml")
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    #expect(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: url)
  }

  @Test func nothingChangedIsNothingTold() throws {
    let folder = try folder()
    let all = try Tool.run(["lint", ".", "--format=concise"], in: folder.url)
    #expect(all.outputText.split(separator: "\n").count { $0.contains("placeholder") } == 2)
    let result = try lint(folder)
    #expect(result.status == 0, "\(result.errorText)")
    #expect(result.outputText.isEmpty)
  }

  /// Nothing in the campaign has changed but what it uses is gone, or has another name.
  @Test func whatUsesAFileThatIsGoneIsTold() throws {
    let foot = "<p>Goodbye, and thank you for reading this to the end!</p>\n"
    for (change, text) in [
      (["rm", "-q", "partials/foot.liquid"], foot), (["rm", "-q", "partials/foot.liquid"], ""),
      (["mv", "partials/foot.liquid", "partials/end.liquid"], foot),
      (["mv", "partials/foot.liquid", "partials/ü end.liquid"], ""),
    ] {
      let folder = try folder()
      try folder.write("mailplan.yaml", "mailplan: 1\n")
      try folder.write("partials/foot.liquid", text)
      try edit(
        folder, "text: \"Hi {{ first_name }}", "text: \"{% render 'foot' %} Hi {{ first_name }}")
      try git("add", ".", in: folder)
      try git("commit", "-qm", "y", in: folder)
      let before = try lint(folder)
      #expect(before.outputText.isEmpty, "\(before.outputText)")
      let result = try Tool.run(
        ["-c", "user.name=a"] + change, in: folder.url, environment: ["HOME": folder.url.path],
        binary: Self.git)
      #expect(result.status == 0)
      let after = try lint(folder)
      #expect(after.status == 1 && after.outputText.contains("missing-file"), "\(after.outputText)")
    }
  }

  /// Like `touch partials/foot.liquid`, committed.
  @Test func whatUsesAnEmptyFileThatIsNewIsTold() throws {
    let folder = try folder()
    try folder.write("mailplan.yaml", "mailplan: 1\n")
    try edit(
      folder, "text: \"Hi {{ first_name }}", "text: \"{% render 'foot' %} Hi {{ first_name }}")
    try git("add", ".", in: folder)
    try git("commit", "-qm", "y", in: folder)
    try folder.write("partials/foot.liquid", "")
    try git("add", ".", in: folder)
    let before = try lint(folder, since: "HEAD")
    try git("commit", "-qm", "z", in: folder)
    let after = try lint(folder, since: "HEAD~1")
    #expect(before.outputText.contains("placeholder"), "\(before.outputText)")
    #expect(after.outputText == before.outputText)
  }

  @Test func aChangedLineIsTold() throws {
    let folder = try folder()
    try edit(folder, "Hi {{ first_name }}", "Hello {{ first_name }}")
    let lines = try lint(folder).outputText.split(separator: "\n").filter {
      $0.contains("placeholder")
    }
    #expect(lines.count == 1)
    #expect(lines.first?.contains("dir/campaign.yaml:13:") == true)
    try git("add", ".", in: folder)
    #expect(try lint(folder).outputText.contains("placeholder"))
    try git("commit", "-qm", "y", in: folder)
    #expect(try lint(folder).outputText.isEmpty)
    #expect(try lint(folder, since: "HEAD~1").outputText.contains("placeholder"))
  }

  @Test func aFlowIsToldAsAWhole() throws {
    let folder = try folder()
    try edit(folder, "- wait: 2 days\n", "- wait: 2 days\n  - wait: 3 days\n  - goto: later\n")
    try edit(folder, "steps:", "steps: # changed")
    #expect(try lint(folder).status == 0)
    let file = folder.url.appendingPathComponent("ü dir/campaign.yaml")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    try Data((text + "  - wait: 2 days\n").utf8).write(to: file)
    try git("commit", "-qam", "y", in: folder)
    #expect(try lint(folder).outputText.isEmpty)
    try edit(folder, "subject: Later", "subject: Much later")
    let found = try lint(folder).outputText
    #expect(found.contains("trailing-wait"))
    #expect(!found.contains("placeholder"))
  }

  @Test func aChangedSegmentTellsEverything() throws {
    let folder = try folder()
    try folder.write("people.yaml", SmallCampaign.segment + "  extra: string?\n")
    let found = try lint(folder).outputText
    #expect(found.split(separator: "\n").count { $0.contains("placeholder") } == 2)
  }

  @Test func aNewFileIsToldAndARenamedOneIsNot() throws {
    let folder = try folder()
    try git("mv", "ü dir", "new \"dir", in: folder)
    #expect(try lint(folder).outputText.isEmpty)
    try folder.write(
      "fresh/campaign.yaml", Self.yaml.replacing("people.yaml", with: "../people.yaml"))
    let found = try lint(folder).outputText
    #expect(found.contains("fresh/campaign.yaml"))
    #expect(!found.contains("new"))
  }

  @Test func whatIsNoRevisionIsRefused() throws {
    let folder = try folder()
    for (revision, words) in [
      ("nowhere", "is no commit"), ("--output=x", "is no name"), ("HEAD...HEAD", "is no commit"),
    ] {
      let result = try Tool.run(
        ["lint", ".", "--changed-since=" + revision], in: folder.url,
        environment: ["HOME": folder.url.path])
      #expect(result.status == 2, "\(revision)")
      #expect(result.errorText.contains(words), "\(result.errorText)")
    }
    #expect(!folder.files().contains("x"))
  }

  @Test func withoutARepositoryItIsRefused() throws {
    let folder = try SmallCampaign.folder()
    let result = try Tool.run(
      ["lint", ".", "--changed-since", "HEAD"], in: folder.url,
      environment: ["GIT_CEILING_DIRECTORIES": folder.url.deletingLastPathComponent().path])
    #expect(result.status == 2)
    #expect(result.errorText.contains("needs a git repository"))
  }
}
