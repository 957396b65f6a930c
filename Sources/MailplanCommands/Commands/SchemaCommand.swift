import ArgumentParser
import CampaignCompiler
import CampaignGraph
import CampaignRunner
import Diagnostics
import JSONText

struct SchemaCommand: ParsableCommand {
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case campaign
    case segment
    case project
    case test
    case manifest
    case actions
    case summary
    case graph
    case diagnostics
    case report
  }

  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "The JSON Schema (draft-07) of a kind of file that mailplan reads or writes.")

  @Argument(
    help:
      "campaign, segment, project, test, manifest, actions, summary, graph, diagnostics or report.")
  var subject: Subject = .campaign

  func run() throws {
    let schema: JSONValue =
      switch subject {
      case .campaign: campaignSchema()
      case .segment: segmentSchema()
      case .project: projectSchema()
      case .test: testSchema()
      case .manifest: manifestSchema()
      case .actions: actionsSchema()
      case .summary: summarySchema()
      case .graph: graphSchema()
      case .diagnostics: diagnosticsSchema()
      case .report: reportSchema()
      }
    try StandardStream.output.write(schema.serialized(pretty: true))
  }
}
