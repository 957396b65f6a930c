import ArgumentParser
import CampaignCompiler
import Diagnostics

/// What every command on one campaign takes.
struct CampaignArgument: ParsableArguments {
  @Argument(help: "A campaign file, or a folder with a campaign.yaml.")
  var campaign: String

  @Option(help: "Colour: auto, always or never.")
  var color: ColourChoice = .auto

  /// The campaign, or its findings and `ExitStatus.findings`.
  func compiled(zones: ZoneFiles, isJSON: Bool = false) throws -> CompiledCampaign {
    try zones.requireDatabase()
    var findings = Findings()
    let input = try CampaignInput(campaign, zones: zones)
    guard let campaign = input.compile(into: &findings) else {
      try FindingsOutput(color: color, isJSON: isJSON).show(findings)
      throw ExitStatus.findings
    }
    return campaign
  }
}
