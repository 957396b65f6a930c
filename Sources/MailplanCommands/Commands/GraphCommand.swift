import ArgumentParser
import CampaignCompiler
import CampaignGraph

struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "The step graph of a campaign as a Mermaid flowchart.")

  @OptionGroup var argument: CampaignArgument

  func run() throws {
    let graph = try argument.compiled(zones: ZoneFiles()).graph
    try StandardStream.output.write(graph.mermaid())
  }
}
