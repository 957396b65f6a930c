import ArgumentParser
import CampaignCompiler
import CampaignGraph
import JSONText

struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile", abstract: "The step graph of a campaign as canonical JSON.",
    discussion: "The campaign - is standard input.")

  @OptionGroup var argument: CampaignArgument

  @Option(
    name: .customLong("stdin-filename"),
    help: ArgumentHelp(
      "Where the campaign on standard input lies, for its paths and for messages.",
      valueName: "file"))
  var stdinFilename: String?

  @Flag(help: "Print the SHA-256 of the graph instead.")
  var digest = false

  func validate() throws {
    if stdinFilename != nil, argument.campaign != "-" {
      throw ValidationError("--stdin-filename needs the campaign -, standard input")
    }
  }

  func run() throws {
    let zones = ZoneFiles()
    try zones.requireDatabase()
    let input =
      argument.campaign == "-"
      ? try CampaignInput(StandardInputFile(as: stdinFilename), zones: zones)
      : try CampaignInput(argument.campaign, zones: zones)
    let graph = try argument.compiled(input).graph
    if digest {
      try StandardStream.output.write(graph.digest() + "\n")
    } else {
      try StandardStream.output.write(graph.json.serialized(pretty: true))
    }
  }
}
