import Diagnostics

extension ProgramBuilder {
  /// A name that `assign` or `capture` gave a value.
  struct Assignment {
    let slot: Int32
    let name: String
    let range: SourceRange
  }

  /// What an included partial assigns is for whoever includes it: not all of them use all of it.
  mutating func note(assigned name: Identifier, _ slot: Int32) {
    guard includes == 0 else { return }
    assignments.append(Assignment(slot: slot, name: name.text, range: text.range(name.range)))
  }

  /// `unused-assign`: nothing asks for the name, neither here nor in what is included.
  ///
  /// A partial is laid in wherever it is rendered: one use is enough. A template with errors is left alone:
  /// the name may stand where the mistake is.
  mutating func checkAssignments() {
    guard !findings.hasErrors else { return }
    for doubt in doubts { findings.report(doubt) }
    var used: Set<Range<Int>> = []
    var unused: [Range<Int>: Assignment] = [:]
    var order: [Range<Int>] = []
    for assignment in assignments {
      let bytes = assignment.range.bytes
      if readVariables.contains(assignment.slot) {
        used.insert(bytes)
      } else if unused[bytes] == nil {
        unused[bytes] = assignment
        order.append(bytes)
      }
    }
    for bytes in order where !used.contains(bytes) {
      guard let assignment = unused[bytes] else { continue }
      findings.report(
        Diagnostic(
          "unused-assign", .warning, "nothing uses '\(assignment.name)'", at: assignment.range))
    }
  }
}
