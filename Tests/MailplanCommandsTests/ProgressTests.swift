import Foundation
import Testing

@Suite struct ProgressTests {
  /// Short work, and a standard error that is no terminal, show nothing but the result.
  @Test func nothingIsShownToAFile() throws {
    let folder = try SmallCampaign.folder()
    let result = try Tool.run(SmallCampaign.run, in: folder.url)
    #expect(result.errorText.hasPrefix("mailplan: 3 contacts"))
    #expect(!result.errors.contains(0x1B))
    #expect(!result.errors.contains(0x0D))
  }
}
