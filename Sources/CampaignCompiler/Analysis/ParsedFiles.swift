import Diagnostics
import Synchronization

/// What has been read and parsed for the campaigns of one project: its files, the project file and the
/// segments, each once, however many campaigns ask.
///
/// Answers are kept for as long as the `CampaignFiles` that they came from; a later change on disk is
/// not seen through the same value.
final class ParsedFiles: Sendable {
  struct Parsed<Value: Sendable>: Sendable {
    let value: Value?
    let findings: Findings
  }

  private struct Memory {
    var answers: [String: CampaignFiles.Answer] = [:]
    var project: Parsed<ProjectDefinition>?
    var segments: [String: Parsed<ResolvedSegment>] = [:]
  }

  private let memory = Mutex(Memory())

  func answer(_ path: String, read: (String) -> CampaignFiles.Answer) -> CampaignFiles.Answer {
    if let known = memory.withLock({ $0.answers[path] }) { return known }
    let answer = read(path)
    memory.withLock { $0.answers[path] = answer }
    return answer
  }

  /// The paths that led to a file.
  var filesRead: Set<String> {
    memory.withLock { memory in
      Set(
        memory.answers.compactMap { path, answer in
          if case .file = answer { path } else { nil }
        })
    }
  }

  func project(
    into findings: inout Findings, read: (inout Findings) -> ProjectDefinition?
  ) -> ProjectDefinition? {
    let known = memory.withLock { $0.project }
    let parsed = known ?? ParsedFiles.parse(read)
    if known == nil { memory.withLock { $0.project = parsed } }
    findings.append(contentsOf: parsed.findings)
    return parsed.value
  }

  func segment(
    at path: String, into findings: inout Findings, read: (inout Findings) -> ResolvedSegment?
  ) -> ResolvedSegment? {
    let known = memory.withLock { $0.segments[path] }
    let parsed = known ?? ParsedFiles.parse(read)
    if known == nil { memory.withLock { $0.segments[path] = parsed } }
    findings.append(contentsOf: parsed.findings)
    return parsed.value
  }

  private static func parse<Value>(_ read: (inout Findings) -> Value?) -> Parsed<Value> {
    var findings = Findings()
    let value = read(&findings)
    return Parsed(value: value, findings: findings)
  }
}
