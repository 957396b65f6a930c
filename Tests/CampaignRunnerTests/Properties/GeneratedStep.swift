/// A mapping of YAML in block style, as the generator of campaigns puts steps together.
///
/// Steps stay a tree, so that a failing campaign can be made smaller.
struct GeneratedStep {
  indirect enum Key {
    /// `subject: Hello`
    case line(String)
    /// A key and its mapping.
    case mapping(String, [Key])
    /// A key and a list of mappings: steps, or the cases of a branch.
    case list(String, [GeneratedStep])
  }

  var keys: [Key]
  /// Whether the mapping is a step, which may be left out.
  var isStep = true

  var isEmail: Bool {
    if case .line(let text)? = keys.first { text.hasPrefix("email:") } else { false }
  }

  func lines(indent: Int) -> [String] {
    let lines = GeneratedStep.lines(of: keys)
    let space = String(repeating: " ", count: indent)
    return lines.enumerated().map { index, line in
      space + (index == 0 ? "- " : "  ") + line
    }
  }

  private static func lines(of keys: [Key]) -> [String] {
    keys.flatMap { key -> [String] in
      switch key {
      case .line(let text): return [text]
      case .mapping(let name, let keys): return ["\(name):"] + lines(of: keys).map { "  " + $0 }
      case .list(let name, let items):
        if items.isEmpty { return ["\(name): []"] }
        return ["\(name):"] + items.flatMap { $0.lines(indent: 2) }
      }
    }
  }

  /// The lists of steps with one step left out, for each step in turn.
  static func smaller(_ steps: [GeneratedStep]) -> [[GeneratedStep]] {
    var results: [[GeneratedStep]] = []
    for index in steps.indices {
      if steps[index].isStep {
        var fewer = steps
        fewer.remove(at: index)
        results.append(fewer)
      }
      for keys in smaller(steps[index].keys) {
        var fewer = steps
        fewer[index].keys = keys
        results.append(fewer)
      }
    }
    return results
  }

  private static func smaller(_ keys: [Key]) -> [[Key]] {
    keys.indices.flatMap { index -> [[Key]] in
      let replacements: [Key]
      switch keys[index] {
      case .line: replacements = []
      case .mapping(let name, let inner):
        replacements = smaller(inner).map { .mapping(name, $0) }
      case .list(let name, let steps):
        replacements = smaller(steps).map { .list(name, $0) }
      }
      return replacements.map { replacement in
        var fewer = keys
        fewer[index] = replacement
        return fewer
      }
    }
  }
}
