import CivilTime
import LiquidTemplates

extension StepGraph {
  /// A Mermaid flowchart of the graph, steps in the order of the file; ends with a line break.
  ///
  /// Text of users is quoted and its markup escaped with Mermaid's own `#…;` entities, so that it cannot
  /// end a label or start a directive. Source: https://mermaid.js.org/syntax/flowchart.html
  package func mermaid() -> String {
    var lines = ["flowchart TD"]
    for (index, node) in nodes.enumerated() where isReachable[index] {
      lines.append("  n\(index)\(shape(of: node))")
      for (label, target) in edges(of: node) {
        let arrow = label.isEmpty ? "-->" : "-->|\(quoted(label))|"
        lines.append("  n\(index) \(arrow) n\(target.value)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func shape(of node: StepNode) -> String {
    switch node.kind {
    case .email(let email, _):
      return "[\(quoted("\(node.id)\n\(email.subject.text)", prefix: "✉ "))]"
    case .wait(let rule, _):
      return "([\(quoted(words(for: rule)))])"
    case .waitForEvent(let wait):
      return "([\(quoted("until \(words(for: wait.fact))"))])"
    case .branch:
      return "{\(quoted(node.id))}"
    case .split(let split):
      guard let winner = split.winner else { return "{\(quoted(node.id))}" }
      let metric = winner.metric == .openRate ? "open rate" : "click rate"
      return "{\(quoted("\(node.id)\nwinner by \(metric) after \(winner.after.words)"))}"
    case .action:
      return "[[\(quoted(node.id))]]"
    case .exit(let reason):
      return "(((\(quoted("exit: \(reason)")))))"
    case .complete:
      return "(((\(quoted("end")))))"
    }
  }

  private func edges(of node: StepNode) -> [(label: String, target: NodeIndex)] {
    switch node.kind {
    case .email(_, let next), .wait(_, let next), .action(_, let next): return [("", next)]
    case .waitForEvent(let wait):
      guard wait.onEvent != wait.onTimeout else { return [("", wait.onEvent)] }
      return [
        ("it happens", wait.onEvent),
        (wait.timeout.map { "after \($0.words)" } ?? "timeout", wait.onTimeout),
      ]
    case .branch(let branch):
      return branch.cases.map { ($0.when.text, $0.target) } + [("else", branch.otherwise)]
    case .split(let split):
      return split.variants.map {
        ("\($0.name) \($0.weight) %" + ($0.isHoldout ? " (holdout)" : ""), $0.target)
      }
    case .exit, .complete: return []
    }
  }

  private var isReachable: [Bool] {
    var seen = [Bool](repeating: false, count: nodes.count)
    var stack = [start]
    while let index = stack.popLast() {
      guard !seen[Int(index.value)] else { continue }
      seen[Int(index.value)] = true
      stack.append(contentsOf: self[index].targets)
    }
    return seen
  }

  /// A label in double quotes; at most 60 scalars of each line.
  private func quoted(_ text: String, prefix: String = "") -> String {
    var label = "\"" + prefix
    var column = 0
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        label += "<br/>"
        column = 0
        continue
      }
      column += 1
      if column > 60 {
        if column == 61 { label += "…" }
        continue
      }
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", "-", "_", "/", "=", "%", "(", ")", "…",
        "'", ":",
        "!", "?", "+":
        label.unicodeScalars.append(scalar)
      case _ where scalar.value >= 0xA0 && scalar.properties.generalCategory != .format:
        label.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        label += " "
      default:
        label += "#\(scalar.value);"
      }
    }
    return label + "\""
  }
}
