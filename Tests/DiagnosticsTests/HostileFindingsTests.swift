import Diagnostics
import Foundation
import FoundationXML
import JSONText
import TestSupport
import Testing

/// Whatever stands in findings, each format stays what it is.
@Suite struct HostileFindingsTests {
  private func forEachReport(
    _ seed: UInt64, _ check: (FindingReport) throws -> Void
  ) rethrows {
    var hostile = HostileFindings(random: SeededRandom(seed: seed))
    for _ in 0..<200 { try check(hostile.report()) }
  }

  @Test func jsonFormatsAreJSON() throws {
    try forEachReport(1) { report in
      for (format, renderer) in allRenderers where [.json, .sarif, .gitlab].contains(format) {
        _ = try parseJSON(renderer.render(report))
      }
    }
  }

  @Test func junitIsXMLWithACaseForEachFinding() throws {
    forEachReport(2) { report in
      let parser = XMLParser(data: Data(JUnitRenderer(paths: checkout).render(report)))
      let counter = ElementCounter()
      parser.delegate = counter
      #expect(parser.parse(), "\(String(describing: parser.parserError))")
      #expect(counter.cases >= report.findings.count)
      #expect(counter.failures == report.findings.count { $0.severity == .error })
    }
  }

  /// Of all lines only annotations of our own are commands, and the plain list has nothing like one anywhere.
  @Test func nothingButAnnotationsIsACommand() {
    forEachReport(3) { report in
      let lines = text(GitHubRenderer(paths: checkout).render(report))
        .components(separatedBy: "\n")
      let commands = lines.prefix { isAnnotation($0) }
      for severity in Severity.allCases {
        let count = report.findings.count { $0.severity == severity }
        let name = severity == .info ? "notice" : severity.rawValue
        #expect(commands.count { $0.hasPrefix("::\(name) ") } == min(count, 10))
      }
      for line in lines.dropFirst(commands.count) {
        #expect(!line.contains("::") && !line.contains("##"), "\(line)")
      }
      for line in commands {
        let rest = line.dropFirst(2)
        let end = rest.firstRange(of: "::")
        #expect(end != nil)
        let properties = rest[..<(end?.lowerBound ?? rest.endIndex)].split(separator: ",")
        #expect(properties.allSatisfy { !$0.contains(":") }, "\(line)")
      }
    }
  }

  private func isAnnotation(_ line: String) -> Bool {
    ["::error ", "::warning ", "::notice "].contains { line.hasPrefix($0) }
  }

  /// JSON escapes them; the other formats are looked at in terminals and logs.
  @Test func noControlCharacterIsPrinted() {
    forEachReport(4) { report in
      for (format, renderer) in allRenderers {
        let bytes = renderer.render(report)
        #expect(String(validating: bytes, as: UTF8.self) != nil, "\(format)")
        let isClean = text(bytes).unicodeScalars.allSatisfy {
          $0 == "\n" || $0.properties.generalCategory != .control
        }
        #expect(isClean, "\(format)")
      }
    }
  }

  @Test func markdownKeepsItsTable() {
    forEachReport(5) { report in
      let lines = text(MarkdownRenderer(paths: checkout).render(report))
        .components(separatedBy: "\n")
      let rows = lines.filter { $0.hasPrefix("|") }.dropFirst(2)
      #expect(rows.count == report.findings.count)
      for row in rows {
        #expect(row.components(separatedBy: "|").count == 6, "\(row)")
        let plain = row.replacingOccurrences(of: "<br>", with: "")
          .replacingOccurrences(of: "<code>", with: "")
          .replacingOccurrences(of: "</code>", with: "")
        for mark in ["<", ">", "`", "@", "://", "www.", "[", "]", "*", "_", "\\", "~"] {
          #expect(!plain.contains(mark), "\(row)")
        }
      }
    }
  }

  @Test func fingerprintsAreUnique() throws {
    try forEachReport(6) { report in
      let document = try parseJSON(GitLabRenderer(paths: checkout).render(report))
      let prints = document.arrayValue?.compactMap { $0["fingerprint"]?.stringValue } ?? []
      #expect(Set(prints).count == prints.count)
      #expect(prints.count == report.findings.count + (report.overLimit > 0 ? 1 : 0))
    }
  }

  @Test func sameReportSameBytes() {
    forEachReport(7) { report in
      for (_, renderer) in allRenderers {
        #expect(renderer.render(report) == renderer.render(report))
      }
    }
  }
}

private final class ElementCounter: NSObject, XMLParserDelegate {
  var cases = 0
  var failures = 0

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    if name == "testcase" { cases += 1 }
    if name == "failure" { failures += 1 }
  }
}
