import ArgumentParser
import CampaignCompiler
import JSONText

struct SchemaCommand: ParsableCommand {
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case campaign
    case segment
    case project
  }

  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "The JSON Schema (draft-07) of a kind of file, for editors.")

  @Argument(help: "campaign, segment or project.")
  var subject: Subject = .campaign

  func run() throws {
    let schema: JSONValue =
      switch subject {
      case .campaign: campaignSchema()
      case .segment: segmentSchema()
      case .project: projectSchema()
      }
    try StandardStream.output.write(schema.serialized(pretty: true))
  }
}
