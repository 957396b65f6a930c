import ArgumentParser
import CampaignCompiler
import CampaignGraph
import JSONText

struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile", abstract: "The step graph of a campaign as canonical JSON.")

  @OptionGroup var argument: CampaignArgument

  @Flag(help: "Print the SHA-256 of the graph instead.")
  var digest = false

  func run() throws {
    let graph = try argument.compiled(zones: ZoneFiles()).graph
    if digest {
      try StandardStream.output.write(graph.digest() + "\n")
    } else {
      try StandardStream.output.write(graph.json.serialized(pretty: true))
    }
  }
}
