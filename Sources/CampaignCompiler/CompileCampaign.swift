import CampaignGraph
import CivilTime
import Diagnostics
import LiquidTemplates
import YAMLTree

/// A campaign that can be run, with what later analyses need to point into its files.
package struct CompiledCampaign: Sendable {
  package let graph: StepGraph
  package let analyzed: AnalyzedCampaign

  /// Where a node was written: the key of its step with its value; nil for the end node.
  package func place(of node: NodeIndex) -> SourceRange? {
    analyzed.step(of: node).map { analyzed.heading($0) }
  }
}

/// Compiles a campaign file, or reports everything that is wrong with it, its segment and the
/// project file.
///
/// Nothing is thrown for what a user wrote; the answer is nil if any finding is an error.
///
/// - Parameter path: of the file, relative to the project's folder; `file.path` is how messages
/// name it.
/// - Parameter rows: what is known of the rows of a segment with this schema, for messages.
/// - Parameter today: dates before it are reported; nil: none are.
package func compileCampaign(
  _ file: SourceFile, at path: String, files: CampaignFiles,
  rows: (SegmentSchema) -> MissingValues.Rows? = { _ in nil }, today: CivilDate? = nil,
  into findings: inout Findings
) -> CompiledCampaign? {
  var found = Findings()
  let files = ProjectFiles(files)
  let project = loadProject(files, into: &found)
  let isProjectBroken = found.hasErrors
  var judgement = Judgement(project: project, today: files.source.today)
  var addresses: StepAddresses?
  defer {
    let judged = found.judged(by: judgement)
    findings.append(
      contentsOf: addresses.map { known in judged.withEach { known.addressed($0) } } ?? judged)
  }

  guard let document = parseYAML(file, into: &found) else { return nil }
  found.noteSuppressions(of: document)
  guard let definition = decodeCampaign(document, into: &found) else { return nil }
  let analyzed = analyze(definition, at: path, project: project, files: files, into: &found)
  found.noteSuppressions(of: analyzed)
  judgement.owned = analyzed.ownPaths
  addresses = StepAddresses(analyzed)
  let compiler = analyzed.segment.map {
    StepCompiler(
      analyzed, segment: $0,
      zones: KnownZones(contains: files.source.knowsZone, names: files.source.zoneNames),
      rows: rows($0.schema))
  }
  let contents = compiler?.contents(into: &found)
  let frame = compiler?.frame(into: &found)
  lint(
    LintSubject(campaign: analyzed, contents: contents, isProjectBroken: isProjectBroken),
    into: &found)

  guard !found.judged(by: judgement).hasErrors, let compiler, let contents, let frame else {
    return nil
  }
  guard let campaign = build(analyzed, compiler, contents, frame, into: &found) else { return nil }
  prove(campaign, today: today ?? files.source.today, into: &found)
  judgement.isComplete = true
  return found.judged(by: judgement).hasErrors ? nil : campaign
}
