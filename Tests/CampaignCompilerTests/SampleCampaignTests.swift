import CampaignCompiler
import CampaignGraph
import Diagnostics
import Foundation
import JSONText
import Testing

/// The sample project, as it stands in the repository.
struct SampleCampaignTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "campaigns")

  static let files: [String: [UInt8]] = {
    let paths = FileManager.default.enumerator(atPath: root.path())?.allObjects as? [String] ?? []
    var files: [String: [UInt8]] = [:]
    for path in paths where path.hasSuffix(".yaml") || path.hasSuffix(".liquid") {
      files[path] = (try? Data(contentsOf: root.appending(path: path))).map { Array($0) }
    }
    return files
  }()

  static let campaigns = files.keys.filter { $0.hasSuffix("/campaign.yaml") }.sorted()

  @Test func thereAreSomeSamples() {
    #expect(!SampleCampaignTests.campaigns.isEmpty)
  }

  @Test(arguments: campaigns)
  func compilesWithoutErrorsAndWarnings(_ path: String) {
    let result = CompileCase(bytes: SampleCampaignTests.files, at: path)
    #expect(result.graph != nil)
    #expect(result.texts == [])
  }

  @Test(arguments: campaigns)
  func readBackFromItsJSON(_ path: String) throws {
    let graph = try #require(CompileCase(bytes: SampleCampaignTests.files, at: path).graph)
    let read = try StepGraph(json: parseJSON(graph.json.serialized(pretty: true)))
    #expect(read == graph)
    #expect(read.digest() == graph.digest())
  }
}
