import Foundation
import Testing

/// A file has one name in a run, however it was come by.
@Suite struct LintNamesTests {
  private func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("p/mailplan.yaml", "mailplan: 1\n")
    try folder.write(
      "p/people.yaml",
      "mailplan: 1\nsegment: people\ncolumns:\n  id: string\n  email: email\n  name: strng?\n")
    for name in ["a", "b"] {
      try folder.write(
        "p/campaigns/\(name)/campaign.yaml",
        """
        mailplan: 1
        campaign: \(name)
        type: drip
        segment: ../../people.yaml
        from: ada@acme.example
        steps:
          - email: welcome
            subject: Hello
            text: Hello!
        """)
    }
    return folder
  }

  /// From the parent folder, with absolute and relative names side by side.
  @Test func anErrorOfASegmentIsToldOnce() throws {
    let folder = try project()
    let absolute = folder.url.path + "/p"
    for (paths, from, name) in [
      ([absolute], "", "\(absolute)/people.yaml:6:9"), (["p"], "", "p/people.yaml:6:9"),
      (["./p"], "", "p/people.yaml:6:9"),
      ([absolute], "/p/campaigns", "\(absolute)/people.yaml:6:9"),
      (["p", absolute + "/people.yaml"], "", "people.yaml:6:9"),
      ([absolute + "/campaigns/b", "p/people.yaml", "p/campaigns/a"], "", "people.yaml:6:9"),
      (["../campaigns", "../people.yaml"], "/p/campaigns", "people.yaml:6:9"),
    ] {
      let result = try Tool.run(
        ["lint", "--format", "concise"] + paths,
        in: folder.url.appendingPathComponent(String(from.dropFirst())))
      let told = result.outputText.split(separator: "\n").filter { $0.contains("strng?") }
      #expect(told.count == 1, "\(paths) from \(from): \(result.outputText)\(result.errorText)")
      #expect(told.first?.contains(name) == true, "\(told)")
    }
  }
}
