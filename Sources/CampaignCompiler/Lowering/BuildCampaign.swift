import CampaignGraph
import Diagnostics

/// The compiled campaign, if nothing is wrong with it.
func build(
  _ analyzed: AnalyzedCampaign, _ compiler: StepCompiler, _ contents: [StepContent],
  _ frame: CampaignFrame, into findings: inout Findings
) -> CompiledCampaign? {
  do throws(StepGraphFault) {
    guard let graph = try compiler.graph(contents, frame) else {
      findings.report(InternalError.incomplete(at: analyzed.definition.heading))
      return nil
    }
    return CompiledCampaign(graph: graph, analyzed: analyzed)
  } catch {
    findings.report(InternalError.fault(error.message, at: analyzed.definition.heading))
    return nil
  }
}
