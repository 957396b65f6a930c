import Diagnostics
import Testing

/// `file-encoding`: the first byte of a template file that is not UTF-8.
struct FileEncodingTests {
  private func found(_ html: [UInt8]) -> [String] {
    var files = standardFiles.mapValues { Array($0.utf8) }
    files["campaign.yaml"] = Array(
      campaign(steps: "- email: news\n  subject: News\n  html: news.html.liquid").utf8)
    files["news.html.liquid"] = html
    return CompileCase(bytes: files).findings.sorted().filter { $0.rule == "file-encoding" }
      .map { finding in
        guard case .range(let range) = finding.place else { return finding.message }
        return "\(range.bytes.lowerBound): \(finding.message)"
      }
  }

  @Test func latinLettersOfAnotherEncoding() {
    #expect(found(Array("<p>Gr".utf8) + [0xFC] + Array("n</p>".utf8)).count == 1)
    #expect(found(Array("<p>Gr".utf8) + [0xFC] + Array("n</p>".utf8))[0].hasPrefix("5: "))
  }

  @Test func textInUTF8() {
    #expect(found(Array("<p>Grün</p>".utf8)) == [])
    #expect(found([]) == [])
  }

  @Test func aSequenceThatEndsTooSoon() { #expect(found([0xE2, 0x82]).count == 1) }
}
