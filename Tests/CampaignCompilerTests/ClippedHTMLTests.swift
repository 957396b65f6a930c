import Diagnostics
import Testing

/// `clipped-html`: bytes of the template along the longest way, against 102,400.
struct ClippedHTMLTests {
  private func found(_ html: String, project: String = "") -> [String] {
    let files = [
      "campaign.yaml": campaign(
        steps: "- email: news\n  subject: News\n  html: news.html.liquid"),
      "news.html.liquid": html,
      "mailplan.yaml": (standardFiles["mailplan.yaml"] ?? "") + project,
    ]
    return CompileCase(files).findings.sorted().filter { $0.rule == "clipped-html" }
      .map { "\($0.severity.rawValue) \($0.message)" }
  }

  private func text(_ count: Int) -> String { String(repeating: "x", count: count) }

  @Test func sizes() {
    #expect(found(text(92_159)) == [])
    #expect(found("") == [])
    #expect(
      found(text(92_160)).first?.hasPrefix("warning the html of email 'news' has 92160") == true)
    #expect(found(text(102_400)).first?.contains("has 102400 bytes without") == true)
    #expect(found(text(102_401)).first?.contains("at least 102401 bytes") == true)
    #expect(found("é" + text(102_399)).first?.contains("at least 102401 bytes") == true)
  }

  @Test func branchesAreNotAddedUp() {
    let half = text(60_000)
    #expect(found("{% if beta %}\(half){% else %}\(half){% endif %}") == [])
    #expect(
      found("{% if beta %}\(half)\(half){% endif %}").first?.contains("may have 120000") == true)
  }

  @Test func theStrictProfileRefusesWhatIsSure() {
    let strict = "\n  profile: strict\n"
    #expect(found(text(102_401), project: strict).first?.hasPrefix("error") == true)
    #expect(found(text(95_000), project: strict).first?.hasPrefix("warning") == true)
  }
}
