import CampaignCompiler
import Diagnostics
import JSONText

/// Findings that are known and are not to be told again, by what they are about.
struct Baseline {
  static let formatVersion = "1.0"
  /// Where it is written if no file is named.
  static let standardName = "mailplan-baseline.json"

  let path: String
  /// How many of each are known.
  private(set) var counts: [FindingIdentity: Int] = [:]
  private let naming: StableNames

  private init(path: String) {
    self.path = path
    naming = StableNames(besides: path)
  }

  init(reading path: String) throws(Failure) {
    self.init(path: path)
    let bytes: [UInt8]
    do {
      bytes = try readRegularFile(path, limit: 16 << 20)
    } catch {
      throw Failure(.usage, "cannot read the baseline '\(path)': \(error.reason)")
    }
    let value: JSONValue
    do {
      value = try parseJSON(bytes)
    } catch {
      throw Failure(.usage, "'\(path)' is no baseline: \(error)")
    }
    guard let entries = value["baseline"]?.arrayValue else {
      throw Failure(.usage, "'\(path)' is no baseline: it has no list 'baseline'")
    }
    guard value["formatVersion"]?.stringValue == Baseline.formatVersion else {
      throw Failure(
        .usage, "the baseline '\(path)' is of another version than \(Baseline.formatVersion)")
    }
    for (index, entry) in entries.enumerated() {
      guard let rule = entry["rule"]?.stringValue, let count = entry["count"]?.integerValue,
        (1...1_000_000).contains(count),
        (entry["campaign"]?.stringValue == nil) != (entry["path"]?.stringValue == nil)
      else {
        throw Failure(
          .usage,
          "'\(path)' is damaged: entry \(index + 1) needs a rule, a count, and a campaign or a path"
        )
      }
      let identity = FindingIdentity(
        rule: rule, campaign: entry["campaign"]?.stringValue, step: entry["step"]?.stringValue,
        path: entry["path"]?.stringValue)
      counts[identity] = min((counts[identity] ?? 0) + Int(count), 1_000_000)
    }
  }

  /// Of what is found now. Errors of the language are left out: there is no campaign to be run with them.
  init(of findings: Findings, writtenTo path: String) {
    self.init(path: path)
    for finding in findings.sorted() where Baseline.takes(finding) {
      counts[naming.identity(of: finding), default: 0] += 1
    }
  }

  var total: Int { counts.values.reduce(0, +) }

  /// Sorted, one entry a line.
  var json: [UInt8] {
    let entries = counts.sorted { $0.key < $1.key }.map { identity, count in
      JSONValue.object(present: [
        ("rule", .string(identity.rule)), ("campaign", identity.campaign.map { .string($0) }),
        ("step", identity.step.map { .string($0) }), ("path", identity.path.map { .string($0) }),
        ("count", JSONValue(count)),
      ])
    }
    let lines = entries.map { "    " + String(decoding: $0.serialized(), as: UTF8.self) }
    let list = lines.isEmpty ? "[]" : "[\n\(lines.joined(separator: ",\n"))\n  ]"
    return Array(
      "{\n  \"formatVersion\": \"\(Baseline.formatVersion)\",\n  \"baseline\": \(list)\n}\n".utf8)
  }

  /// Errors of the language, and what is said about baselines, are always told.
  private static func takes(_ finding: Diagnostic) -> Bool {
    finding.rule != StaleBaseline.description.id
      && ruleCatalogue.description(of: finding.rule.name)?.isAdjustable == true
  }

  /// The findings that are not in the baseline, and what it has that is not found.
  ///
  /// - Parameter scope: what has been looked at; of the rest nothing can be said.
  func applied(to findings: Findings, scope: CheckedScope) -> (findings: Findings, known: Int) {
    var rest = counts
    var known = 0
    let kept = findings.sorted().filter { finding in
      guard Baseline.takes(finding) else { return true }
      let identity = naming.identity(of: finding)
      guard let count = rest[identity], count > 0 else { return true }
      rest[identity] = count - 1
      known += 1
      return false
    }
    var result = findings.replacing(by: kept)
    for (identity, count) in rest.sorted(by: { $0.key < $1.key })
    where count > 0 && scope.hasLooked(at: identity, naming: naming) {
      result.report(StaleBaseline.mended(identity, count: count, in: path))
    }
    return (result, known)
  }
}

/// The campaigns and files that a run has checked to the end.
struct CheckedScope {
  var campaigns: Set<String> = []
  var paths: Set<String> = []
  /// Resolved; everything below them was looked at and compiled.
  var wholeFolders: [String] = []

  fileprivate func hasLooked(at identity: FindingIdentity, naming: StableNames) -> Bool {
    if let campaign = identity.campaign, campaigns.contains(campaign) { return true }
    if let path = identity.path, paths.contains(where: { naming.path($0) == path }) { return true }
    return wholeFolders.contains { Paths.relative(naming.folder, to: $0) != nil }
  }
}

/// Paths as a baseline has them: from the folder that it lies in, wherever the run was started.
struct StableNames {
  let folder: String

  init(besides file: String) {
    folder = resolvedPath(Paths.folder(of: file)) ?? "."
  }

  func path(_ shown: String) -> String {
    resolvedPath(shown).flatMap { Paths.relative($0, to: folder) } ?? shown
  }

  func identity(of finding: Diagnostic) -> FindingIdentity {
    let identity = FindingIdentity(finding)
    return FindingIdentity(
      rule: identity.rule, campaign: identity.campaign, step: identity.step,
      path: identity.path.map { path($0) })
  }
}
