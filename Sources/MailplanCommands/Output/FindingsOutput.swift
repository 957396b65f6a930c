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

  /// The format for programs that a command line wants, also one that the parser refuses; nil for people.
  static func formatWanted(_ arguments: [String]) -> FindingFormat? {
    let options = arguments.prefix { $0 != "--" }
    let start = "--format="
    let names =
      options.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
      + zip(options, options.dropFirst()).filter { $0.0 == "--format" }.map { $0.1 }
    let formats = names.compactMap { FindingFormat(rawValue: $0) }.filter(\.isForPrograms)
    // Other commands have formats of the same names for something else.
    return options.first == "lint" ? formats.last : formats.last { $0 == .json }
  }
}
