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
    return try compiled(CampaignInput(campaign, zones: zones), isJSON: isJSON)
  }

  /// The campaign of a file that has been read.
  func compiled(_ input: CampaignInput, isJSON: Bool = false) throws -> CompiledCampaign {
    var findings = Findings()
    guard let campaign = input.compile(into: &findings) else {
      try FindingsOutput(color: color, isJSON: isJSON).show(findings)
      throw ExitStatus.findings
    }
    return campaign
  }
}
