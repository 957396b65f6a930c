import CampaignCompiler
import Diagnostics

/// Shows the findings of a command in every format that was asked for.
struct ReportWriter {
  let options: ReportOptions

  /// Standard output first, then each file: written whole, or left as it was.
  ///
  /// Whatever cannot be written, the rest is; the first fault is thrown in the end. A reader of standard output that
  /// went away is none.
  ///
  /// - Parameter withFailures: the same with what could not be read, for programs; people have been told.
  func write(
    _ report: FindingReport, withFailures: FindingReport
  ) throws(OutputFault) {
    func shown(_ format: FindingFormat) -> FindingReport {
      options.shown(format.isForPrograms ? withFailures : report)
    }
    let paths = RepositoryFolder.paths()
    var fault: OutputFault?
    do throws(OutputFault) {
      let isColoured = options.format == .human && options.color.isOn(for: .output)
      let renderer = renderer(options.format, paths: paths, isColoured: isColoured)
      try StandardStream.output.write(renderer.render(shown(options.format)))
    } catch { if !error.isClosedPipe { fault = error } }
    for file in options.output {
      do throws(OutputFault) {
        var output = try FileOutput(file.path)
        let renderer = renderer(file.format, paths: paths, isColoured: false)
        try output.write(renderer.render(shown(file.format)))
        try output.commit()
      } catch { fault = fault ?? error }
    }
    if let fault { throw fault }
  }

  private func renderer(
    _ format: FindingFormat, paths: ReportPaths, isColoured: Bool
  ) -> any FindingRenderer {
    switch format {
    case .human: HumanRenderer(colour: isColoured, counted: !options.quiet)
    case .concise: ConciseRenderer()
    case .json: JSONRenderer(paths: paths)
    case .sarif:
      SARIFRenderer(paths: paths, version: Version.current) {
        ruleCatalogue.description(of: $0.name)?.info
      }
    case .github: GitHubRenderer(paths: paths)
    case .gitlab: GitLabRenderer(paths: paths)
    case .junit: JUnitRenderer(paths: paths, failing: options.failOn.failing)
    case .markdown: MarkdownRenderer(paths: paths)
    }
  }
}
