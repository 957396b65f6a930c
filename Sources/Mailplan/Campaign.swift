import CampaignCompiler
import CampaignGraph
import CivilTime
import Diagnostics
import JSONText

/// A compiled campaign, ready to be run over contacts; immutable, shared by threads.
///
/// ```swift
/// let (campaign, findings) = Campaign.compile("hello/campaign.yaml", in: project)
/// let summary = try campaign?.run(contacts: read, launch: 1_796_112_000, in: project, manifest: write)
/// ```
public struct Campaign: Sendable {
  let graph: StepGraph

  /// The campaign's stable name.
  public var id: String { graph.campaign }

  /// `sha256:…` of `graphJSON()`.
  public let digest: String

  /// Compiles a campaign file, or tells everything that is wrong with it.
  ///
  /// - Parameters:
  ///   - path: of the file, relative to the project's folder, with `/`.
  ///   - project: where files and time zones come from.
  /// - Returns: the campaign, nil if a finding is an error; and all findings, sorted by place.
  public static func compile(
    _ path: String, in project: Project
  ) -> (campaign: Campaign?, findings: [Finding]) {
    guard let bytes = project.read(path) else {
      let missing = Finding(
        rule: "missing-file", severity: .error, message: "there is no file '\(path)'", path: path,
        line: 0, column: 0, bytes: 0..<0)
      return (nil, [missing])
    }
    var findings = Findings()
    let compiled = compileCampaign(
      SourceFile(path: path, bytes: bytes), at: path, files: project.campaignFiles,
      into: &findings)
    let campaign = compiled.map { Campaign(graph: $0.graph, digest: $0.graph.digest()) }
    return (campaign, findings.sorted().map { Finding($0) })
  }

  /// The step graph as canonical JSON in UTF-8: the same graph gives the same bytes.
  public func graphJSON() -> [UInt8] { graph.json.serialized(pretty: false) }

  /// The step graph as a Mermaid flowchart.
  public func mermaid() -> String { graph.mermaid() }
}
