import CampaignCompiler
import Diagnostics
import TestSupport
import Testing
import YAMLTree

/// A source read as one kind of file.
struct Decoded<Definition> {
  let source: MarkedSource
  let definition: Definition?
  let findings: Findings

  init(
    _ marked: String, _ decode: (YAMLDocument, inout Findings) -> Definition?
  ) {
    source = MarkedSource(marked)
    var findings = Findings()
    definition = parseYAML(source.file(), into: &findings).flatMap { decode($0, &findings) }
    self.findings = findings
  }

  /// The message of the only finding, with its label and help, one a line.
  var message: String {
    findings.sorted().map { finding in
      ([finding.message] + (finding.label.isEmpty ? [] : [finding.label])
        + (finding.help.map { [$0] } ?? [])).joined(separator: "\n")
    }.joined(separator: "\n--\n")
  }
}

func decodedCampaign(_ marked: String) -> Decoded<CampaignDefinition> {
  Decoded(marked) { decodeCampaign($0, into: &$1) }
}

func decodedSegment(_ marked: String) -> Decoded<SegmentDefinition> {
  Decoded(marked) { decodeSegment($0, into: &$1) }
}

func decodedProject(_ marked: String) -> Decoded<ProjectDefinition> {
  Decoded(marked) { decodeProject($0, into: &$1) }
}

/// A campaign with these settings, one a line, and one exit as its only step.
func campaign(with settings: String) -> Decoded<CampaignDefinition> {
  decodedCampaign(
    "mailplan: 1\ncampaign: c\ntype: drip\n\(settings)\nsteps:\n  - exit: done\n")
}

/// A campaign with these steps, written from the first column on.
func campaign(steps: String) -> Decoded<CampaignDefinition> {
  decodedCampaign("mailplan: 1\ncampaign: c\ntype: drip\nsteps:\n\(steps)\n")
}

/// A segment with these columns, each on a line of its own, indented by two spaces.
func segment(columns: String) -> Decoded<SegmentDefinition> {
  decodedSegment("mailplan: 1\nsegment: s\ncolumns:\n\(columns)\n")
}

/// The definition of a source in which nothing is wrong.
func clean<Definition>(
  _ decoded: Decoded<Definition>, sourceLocation: SourceLocation = #_sourceLocation
) throws -> Definition {
  expectFindings(decoded.findings, in: decoded.source, [], sourceLocation: sourceLocation)
  return try #require(decoded.definition, sourceLocation: sourceLocation)
}

func expect<Definition>(
  _ decoded: Decoded<Definition>, _ expected: ExpectedFinding...,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectFindings(
    decoded.findings, in: decoded.source, expected, sourceLocation: sourceLocation)
}
