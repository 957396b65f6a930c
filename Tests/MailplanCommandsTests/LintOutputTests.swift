import Diagnostics
import Foundation
import JSONText
import TestSupport
import Testing

/// `lint` in several formats at once, and how much of the findings it shows.
@Suite struct LintOutputTests {
  /// A campaign with two errors and a warning.
  private func broken() throws -> TemporaryFolder {
    let folder = try SmallCampaign.folder()
    try folder.write(
      "campaign.yaml",
      SmallCampaign.yaml + "  - goto: nowhere\n  - email: welcome\n    sujbect: x\n    text: y\n")
    return folder
  }

  @Test func severalFormatsInOneRun() throws {
    let folder = try broken()
    let formats = FindingFormat.allCases.map(\.rawValue)
    let outputs = formats.flatMap { ["--output", "\($0)=out/\($0).txt"] }
    try folder.write("out/sarif.txt", "old")
    let all = try Tool.run(["lint", "campaign.yaml"] + outputs, in: folder.url)
    #expect(all.status == 1)
    #expect(all.outputText.hasPrefix("campaign.yaml:"))
    for format in formats {
      let one = try Tool.run(["lint", "campaign.yaml", "--format", format], in: folder.url)
      let file = try Data(contentsOf: folder.url.appendingPathComponent("out/\(format).txt"))
      #expect(Array(file) == one.output, "\(format)")
      #expect(one.status == 1 && one.errorText == "")
    }
    #expect(!folder.files().contains { $0.hasSuffix(".partial") })
  }

  @Test func whatCannotBeWrittenIsSaidAndTheRestIsWritten() throws {
    let folder = try broken()
    let result = try Tool.run(
      ["lint", "--output", "sarif=nowhere/x.sarif", "--output", "json=x.json"], in: folder.url)
    #expect(result.status == 74)
    #expect(result.outputText.contains("campaign.yaml"))
    #expect(result.errorText.contains("cannot write nowhere/x.sarif"))
    #expect(folder.files().contains("x.json"))
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("taken"), withIntermediateDirectories: true)
    let taken = try Tool.run(["lint", "--output", "json=taken"], in: folder.url)
    #expect(taken.status == 74)
  }

  @Test func outputsAreReadWithCare() throws {
    let folder = try broken()
    for (argument, words) in [
      ("sarif", "takes a format and a file"), ("=x", "no format ''"), ("sarif=", "takes a format"),
      ("sarfi=x", "did you mean 'sarif'?"), ("xml=x", "there are human"),
      ("json=-", "--format json"),
      ("json=campaign.yaml", "overwrite a source file"),
    ] {
      let result = try Tool.run(["lint", "--output", argument], in: folder.url)
      #expect(result.status == 2, "\(argument)")
      #expect(result.errorText.contains(words), "\(argument): \(result.errorText)")
    }
    let twice = try Tool.run(
      ["lint", "--output", "json=x", "--output", "sarif=x"], in: folder.url)
    #expect(twice.status == 2 && twice.errorText.contains("the file 'x' twice"))
    #expect(try Tool.run(["lint", "--max-findings", "0"], in: folder.url).status == 2)
  }

  @Test func failOn() throws {
    let folder = try SmallCampaign.folder()
    // Only a warning.
    try folder.write(
      "mailplan.yaml", "mailplan: 1\nlinks: { unsubscribe: https://acme.example/u }\n")
    for (threshold, status) in [("error", 0), ("warning", 1), ("info", 1), ("never", 0)] {
      let result = try Tool.run(
        ["lint", "campaign.yaml", "--fail-on", threshold], in: folder.url)
      #expect(result.status == Int32(status), "\(threshold)")
      #expect(result.outputText.contains("warning[missing-postal-address]"))
    }
    let other = try broken()
    let never = try Tool.run(["lint", "--fail-on", "never"], in: other.url)
    #expect(never.status == 0 && never.outputText.contains("error["))
    let unreadable = try Tool.run(["lint", "none.yaml", "--fail-on", "never"], in: folder.url)
    #expect(unreadable.status == 2)
  }

  @Test func quietShowsWhatDecides() throws {
    let folder = try broken()
    try folder.write(
      "mailplan.yaml", "mailplan: 1\nlinks: { unsubscribe: https://acme.example/u }\n")
    func lint(_ options: String...) throws -> Tool.Result {
      try Tool.run(["lint", "campaign.yaml"] + options, in: folder.url)
    }
    #expect(try lint().outputText.contains("warning["))
    let quiet = try lint("--quiet")
    #expect(quiet.status == 1 && quiet.outputText.contains("error["))
    #expect(!quiet.outputText.contains("warning[") && !quiet.outputText.contains(" errors"))
    #expect(try lint("-q", "--fail-on", "warning").outputText.contains("warning["))
    let json = try parseJSON(lint("-q", "--format", "json").output)
    let shown = json["findings"]?.arrayValue?.count ?? 0
    let warnings = json["counts"]?["warning"]
    #expect(json["notShown"] == warnings && (warnings?.integerValue ?? 0) > 0)
    #expect(json["counts"]?["error"]?.integerValue == Int64(shown))
  }

  @Test func maxFindingsKeepsTheWorstAndCountsAll() throws {
    let folder = try broken()
    try folder.write(
      "mailplan.yaml", "mailplan: 1\nlinks: { unsubscribe: https://acme.example/u }\n")
    let all = try Tool.run(["lint", "campaign.yaml", "--format", "concise"], in: folder.url)
    let count = all.outputText.split(separator: "\n").count
    let one = try Tool.run(
      ["lint", "campaign.yaml", "--format", "concise", "--max-findings", "1"], in: folder.url)
    #expect(one.status == 1)
    let lines = one.outputText.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].contains(": error["))
    #expect(lines[1] == "\(count - 1) more findings are not shown")
    // What is not shown counts for the exit code.
    let warning = try Tool.run(
      ["lint", "campaign.yaml", "--max-findings", "1", "--fail-on", "warning"], in: folder.url)
    #expect(warning.status == 1)
  }

  @Test func everyFileThatCanBeReadIsChecked() throws {
    let folder = try broken()
    try folder.write("big.yaml", [UInt8](repeating: 0x23, count: 2 << 20))
    let result = try Tool.run(
      ["lint", "big.yaml", "campaign.yaml", "--output", "json=x.json"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.outputText.contains("unknown-step"))
    #expect(result.errorText == "mailplan: cannot read 'big.yaml': is larger than 1024 KiB\n")
    let json = try parseJSON(
      Array(Data(contentsOf: folder.url.appendingPathComponent("x.json"))))
    let rules = json["findings"]?.arrayValue?.map { $0["rule"]?.stringValue } ?? []
    #expect(rules.contains("unreadable-input") && rules.contains("unknown-step"))
  }

  @Test func theOrderOfFilesDoesNotCount() throws {
    let folder = try TemporaryFolder()
    let samples = Tool.repository.appendingPathComponent("campaigns")
    try FileManager.default.copyItem(
      at: samples, to: folder.url.appendingPathComponent("campaigns"))
    var paths: [String] = []
    for path in folder.files() where path.hasSuffix("campaign.yaml") {
      let file = folder.url.appendingPathComponent(path)
      let text = try String(contentsOf: file, encoding: .utf8)
      try folder.write(path, text.replacingOccurrences(of: "first_name", with: "frist_name"))
      paths.append(path)
    }
    #expect(paths.count >= 5)
    var random = SeededRandom(seed: 12)
    for format in ["human", "json", "sarif", "github", "junit"] {
      var outputs: Set<[UInt8]> = []
      for _ in 0..<4 {
        // Hash seeds differ from process to process.
        let result = try Tool.run(["lint", "--format", format] + paths, in: folder.url)
        #expect(result.status == 1)
        outputs.insert(result.output)
        paths.shuffle(using: &random)
      }
      #expect(outputs.count == 1, "\(format)")
    }
  }

  @Test func ciSystemsGetPathsFromTheCheckout() throws {
    let folder = try TemporaryFolder()
    let small = try broken()
    for name in SmallCampaign.inputs {
      let bytes = try Data(contentsOf: small.url.appendingPathComponent(name))
      try folder.write("repo/marketing/\(name)", Array(bytes))
    }
    let inside = folder.url.appendingPathComponent("repo/marketing")
    func path(_ environment: [String: String]) throws -> String? {
      let result = try Tool.run(
        ["lint", "campaign.yaml", "--format", "gitlab"], in: inside, environment: environment)
      return try parseJSON(result.output)[0]?["location"]?["path"]?.stringValue
    }
    #expect(try path(["GITHUB_WORKSPACE": folder.url.path]) == "repo/marketing/campaign.yaml")
    #expect(try path(["CI_PROJECT_DIR": inside.path]) == "campaign.yaml")
    try folder.write("repo/.git/HEAD", "x")
    #expect(try path([:]) == "marketing/campaign.yaml")
    #expect(try path(["GITHUB_WORKSPACE": "/nowhere"]) == "marketing/campaign.yaml")
  }
}
