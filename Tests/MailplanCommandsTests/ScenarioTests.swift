import Foundation
import Testing

@Suite struct ScenarioTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("Scenarios")

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".scenario") }.sorted()

  @Test func thereAreScenarios() {
    #expect(ScenarioTests.names.count > 10)
  }

  @Test(arguments: names)
  func theToolAnswersAsRecorded(name: String) throws {
    let scenario = try Scenario(ScenarioTests.folder.appendingPathComponent(name))
    let result = try scenario.run()
    let recording = scenario.recording(result)
    if recording == scenario.recorded { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try Data(recording.utf8).write(to: scenario.url)
    } else {
      Issue.record("\(name): expected\n\(scenario.recorded)\ngot\n\(recording)")
    }
  }
}
