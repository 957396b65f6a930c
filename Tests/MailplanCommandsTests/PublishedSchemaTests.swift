import Foundation
import Testing

/// `mailplan schema` prints what is published in `grammar/`; `UPDATE_GOLDENS=1` writes it anew.
@Suite struct PublishedSchemaTests {
  @Test(arguments: [
    "campaign", "segment", "project", "test", "manifest", "actions", "summary", "graph",
    "report",
  ])
  func isPublished(name: String) throws {
    let file = Tool.repository.appending(path: "grammar/\(name).schema.json")
    let result = try Tool.run(["schema", name])
    #expect(result.status == 0)
    if (try? Data(contentsOf: file)) == Data(result.output) { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      try Data(result.output).write(to: file)
    }
    Issue.record("grammar/\(name).schema.json differs from what 'mailplan schema \(name)' prints")
  }
}
