import CampaignCompiler
import Diagnostics
import Foundation
import TestSupport
import Testing
import YAMLTree

/// The sample campaigns of the repository read without a finding.
@Suite struct SampleDecodingTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../campaigns").standardizedFileURL

  private func text(_ path: String) throws -> String {
    try String(contentsOf: SampleDecodingTests.folder.appending(path: path), encoding: .utf8)
  }

  @Test func campaigns() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: SampleDecodingTests.folder.path
    ).sorted()
    var count = 0
    for name in names {
      guard let text = try? text("\(name)/campaign.yaml") else { continue }
      count += 1
      let campaign = try clean(decodedCampaign(text))
      #expect(campaign.id?.value == name)
      #expect(!campaign.steps.isEmpty)
    }
    #expect(count > 0)
  }

  @Test func segmentAndProject() throws {
    let segment = try clean(decodedSegment(text("segments/trial-users.yaml")))
    #expect(!segment.columns.isEmpty)
    _ = try clean(decodedProject(text("mailplan.yaml")))
  }
}
