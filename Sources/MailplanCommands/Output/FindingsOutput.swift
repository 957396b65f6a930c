import Diagnostics

/// How a command tells what stands in its way: for people on standard error, or, where JSON was asked for, as one
/// document on standard output, so that a program never has to read prose.
struct FindingsOutput {
  let color: ColourChoice
  let isJSON: Bool

  func show(_ findings: Findings) throws(OutputFault) {
    if isJSON {
      try StandardStream.output.write(JSONRenderer().render(findings))
    } else {
      let renderer = HumanRenderer(colour: color.isOn(for: .error))
      StandardStream.error.tell(renderer.render(findings))
    }
  }

  /// Whether a command line wants JSON, also one that the parser refuses.
  static func isJSONWanted(_ arguments: [String]) -> Bool {
    let options = arguments.prefix { $0 != "--" }
    return options.contains("--format=json")
      || zip(options, options.dropFirst()).contains { $0 == "--format" && $1 == "json" }
  }
}
