import Diagnostics
import Foundation
import Testing

/// Every file in `Cases/` says in its own comments what is wrong with it; see `AnnotatedCase`.
struct BrokenCampaignTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return all.filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  @Test func thereAreAtLeastThirty() {
    #expect(BrokenCampaignTests.names.count >= 30)
  }

  @Test(arguments: names)
  func findsExactlyWhatIsAnnotated(_ name: String) throws {
    let url = BrokenCampaignTests.folder.appending(path: name)
    let text = try String(contentsOf: url, encoding: .utf8)
    let annotated = AnnotatedCase(text)
    let result = CompileCase(annotated.files)
    let found = annotated.annotated(with: result.findings)
    #expect(found == text, "\(result.texts.joined(separator: "\n"))")
    #expect(result.graph == nil || !result.findings.hasErrors)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil, found != text {
      try found.write(to: url, atomically: true, encoding: .utf8)
    }
  }
}
