import CivilTime
import Foundation
import JSONText
import LiquidTemplates
import Testing

/// Runs the conformance suites of the folder that `MAILPLAN_CONFORMANCE` names.
@Suite struct ConformanceTests {
  /// 2024-01-01T00:01:58Z.
  private static let clock = Instant(seconds: 1_704_067_318)

  @Test func everySuitePasses() throws {
    let folder = try folder()
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    let files = names.compactMap { name in Suite(file: name).map { (name, $0) } }
    guard !files.isEmpty else {
      print("SKIPPED: no conformance suites in \(folder.path); see MAILPLAN_CONFORMANCE")
      return
    }
    let exceptions = try exceptions()
    for (file, suite) in files {
      try run(file, suite, in: folder, exceptions: exceptions[file] ?? [:])
    }
  }

  private func run(
    _ file: String, _ suite: Suite, in folder: URL, exceptions: [String: String]
  ) throws {
    let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(file)))
    let json = try parseJSON(bytes)
    let list = json["tests"]?.arrayValue ?? json.arrayValue ?? []
    let cases = list.compactMap { SuiteCase($0, suite: suite) }
    #expect(cases.count == list.count, "\(file): a case says nothing of what is expected")
    let zone = ZoneRules.utc
    var failures: [String] = []
    for test in cases {
      let problem = problem(of: test, zone)
      if let problem { failures.append("\(test.name): \(problem)") }
      if problem == nil, exceptions[test.name] != nil {
        Issue.record("\(file): '\(test.name)' is listed as an exception and passes")
      }
      // The cases that we know are listed one by one; of others only the share counts.
      if let problem, exceptions[test.name] == nil, file.hasSuffix("-dev.json") {
        Issue.record("\(file): \(test.name): \(problem)")
      }
    }
    for name in exceptions.keys.sorted() where !cases.contains(where: { $0.name == name }) {
      Issue.record("\(file) has no case '\(name)', which is listed as an exception")
    }
    print("\(file): \(cases.count - failures.count) passed, \(failures.count) failed")
    for failure in failures { print("  failed: \(failure)") }
    let passed = cases.count - failures.count
    #expect(passed * 100 >= cases.count * suite.least, "\(file): too many cases fail")
  }

  /// What is wrong; nil for a case that passes.
  private func problem(of test: SuiteCase, _ zone: ZoneRules) -> String? {
    for syntax in test.syntaxes {
      let found = conformance(
        test.template, data: test.data, partials: test.partials, syntax: syntax,
        clock: Self.clock, zone: zone)
      if let problem = problem(test, found) { return "\(problem) (\(syntax.rawValue))" }
    }
    return nil
  }

  private func problem(_ test: SuiteCase, _ found: ConformanceResult) -> String? {
    switch (test.expectation, found) {
    case (.text(let texts), .text(let text)):
      return texts.contains { $0.utf8.elementsEqual(text.utf8) }
        ? nil : "printed \(text.debugDescription) instead of \(texts[0].debugDescription)"
    case (.pattern(let pattern), .text(let text)):
      let regex = try? NSRegularExpression(pattern: pattern, options: .dotMatchesLineSeparators)
      let whole = NSRange(text.startIndex..., in: text)
      return regex?.firstMatch(in: text, range: whole) != nil
        ? nil : "printed \(text.debugDescription), which does not match \(pattern)"
    case (.refusal, .refused), (.failure, .refused), (.failure, .failed): return nil
    default: return "ended as \(found)"
    }
  }

  private static let newYork: ZoneRules? = {
    let file = URL(fileURLWithPath: "/usr/share/zoneinfo/America/New_York")
    guard let bytes = try? Data(contentsOf: file) else { return nil }
    return try? ZoneRules(name: "America/New_York", tzif: [UInt8](bytes))
  }()

  private func folder() throws -> URL {
    if let named = ProcessInfo.processInfo.environment["MAILPLAN_CONFORMANCE"] {
      return URL(fileURLWithPath: named)
    }
    return root.deletingLastPathComponent().appendingPathComponent("shared/conformance")
  }

  private var root: URL {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url
  }

  /// By file and name of the case.
  private func exceptions() throws -> [String: [String: String]] {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("exceptions.txt")
    var result: [String: [String: String]] = [:]
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    where !line.hasPrefix("#") {
      let parts = line.components(separatedBy: " ::: ")
      guard parts.count == 3 else {
        Issue.record("an exception has a file, a name and a reason: \(line)")
        continue
      }
      result[parts[0], default: [:]][parts[1]] = parts[2]
    }
    return result
  }
}
