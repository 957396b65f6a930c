import CampaignCompiler
import Foundation
import JSONText
import Testing

/// The published schemas are those of the key tables; `UPDATE_GOLDENS=1` writes them anew.
@Suite struct SchemaTests {
  private func compare(
    _ schema: JSONValue, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../grammar").standardizedFileURL
    let file = folder.appending(path: "\(name).schema.json")
    let expected = Data(schema.serialized(pretty: true))
    let actual = try? Data(contentsOf: file)
    if actual == expected { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      try expected.write(to: file)
    }
    Issue.record(
      "grammar/\(name).schema.json differs from the key tables; UPDATE_GOLDENS=1 rewrites it",
      sourceLocation: sourceLocation)
  }

  @Test func campaign() throws { try compare(campaignSchema(), "campaign") }
  @Test func segment() throws { try compare(segmentSchema(), "segment") }
  @Test func project() throws { try compare(projectSchema(), "project") }
  @Test func test() throws { try compare(testSchema(), "test") }
}
