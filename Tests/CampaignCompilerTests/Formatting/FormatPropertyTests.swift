import CampaignCompiler
import CampaignGraph
import Diagnostics
import Foundation
import TestSupport
import Testing
import YAMLTree

/// Files in styles of chance: their layout is a fixed point, has every comment, and compiles to the same digest.
@Suite struct FormatPropertyTests {
  private static let count =
    ProcessInfo.processInfo.environment["MAILPLAN_CASES"].flatMap { Int($0) } ?? 6

  private func digest(_ text: String, _ files: [String: [UInt8]], _ path: String) -> String? {
    var files = files
    files[path] = Array(text.utf8)
    return CompileCase(bytes: files, at: path).graph?.digest()
  }

  /// Checks one campaign as it stands, and in many styles.
  private func check(_ files: [String: [UInt8]], _ path: String) throws {
    let source = String(decoding: files[path] ?? [], as: UTF8.self)
    if let fault = layoutFault(source, as: .campaign, isOrdered: false) {
      Issue.record("\(path): \(fault)")
      return
    }
    let written = Formatted(source).text ?? ""
    let expected = digest(source, files, path)
    #expect(digest(written, files, path) == expected, "\(path)")
    var findings = Findings()
    let tree = try #require(parseYAML(SourceFile(path: path, text: written), into: &findings))
    for seed in 1...UInt64(FormatPropertyTests.count) {
      let shuffles = seed % 2 == 0
      let styled = RandomStyle(tree.root, seed: seed, shuffles: shuffles)
      let before = digest(styled.text, files, path)
      // The style must not change the campaign itself.
      if before != expected {
        Issue.record("\(path), seed \(seed): the style changes the campaign:\n\(styled.text)")
        return
      }
      if let fault = layoutFault(styled.text, as: .campaign, isOrdered: !shuffles) {
        Issue.record("\(path), seed \(seed): \(fault)\n---- of\n\(styled.text)")
        return
      }
      let text = Formatted(styled.text).text ?? ""
      if digest(text, files, path) != expected {
        Issue.record("\(path), seed \(seed): another digest:\n\(text)\n---- of\n\(styled.text)")
        return
      }
    }
  }

  @Test(arguments: SampleCampaignTests.campaigns)
  func samples(_ path: String) throws {
    try check(SampleCampaignTests.files, path)
  }

  @Test(arguments: BrokenCampaignTests.names)
  func casesThatCompile(_ name: String) throws {
    let url = BrokenCampaignTests.folder.appending(path: name)
    let annotated = AnnotatedCase(try String(contentsOf: url, encoding: .utf8))
    var files = standardFiles.mapValues { Array($0.utf8) }
    for (path, text) in annotated.files { files[path] = Array(text.utf8) }
    guard CompileCase(bytes: files).graph != nil else { return }
    try check(files, "campaign.yaml")
  }

  @Test(arguments: ["mailplan.yaml", "segments/trial-users.yaml"])
  func otherFiles(_ path: String) throws {
    let subject: FileSubject = path == "mailplan.yaml" ? .project : .segment
    var files = SampleCampaignTests.files
    let source = String(decoding: files[path] ?? [], as: UTF8.self)
    #expect(Formatted(source, as: subject).text == source)
    let campaigns = SampleCampaignTests.campaigns
    let expected = campaigns.map { CompileCase(bytes: files, at: $0).graph?.digest() }
    var findings = Findings()
    let tree = try #require(parseYAML(SourceFile(path: path, text: source), into: &findings))
    for seed in 1...UInt64(FormatPropertyTests.count) {
      let styled = RandomStyle(tree.root, seed: seed, shuffles: seed % 2 == 0)
      let fault = layoutFault(styled.text, as: subject, isOrdered: seed % 2 == 1)
      if let fault { Issue.record("seed \(seed): \(fault)\n---- of\n\(styled.text)") }
      files[path] = Array((Formatted(styled.text, as: subject).text ?? "").utf8)
      let digests = campaigns.map { CompileCase(bytes: files, at: $0).graph?.digest() }
      #expect(digests == expected, "seed \(seed)")
    }
  }

  @Test(arguments: SampleCampaignTests.campaigns)
  func samplesAreCanonical(_ path: String) {
    let source = String(decoding: SampleCampaignTests.files[path] ?? [], as: UTF8.self)
    #expect(Formatted(source).text == source)
  }
}
