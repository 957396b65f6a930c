extension Diagnostic {
  /// Message and label in one line: `segment 'people' has no column 'nmae' (a column 'name' exists)`.
  var statement: String { label.isEmpty ? message : "\(message) (\(label))" }

  /// Notes, help and the fix's title, one line each, their own line breaks kept.
  var remarks: [String] {
    notes.map { "note: " + $0 } + (help.map { ["help: " + $0] } ?? [])
      + (fix.map { ["fix: " + $0.title] } ?? [])
  }

  enum ShownStep {
    case step(Int, WitnessStep)
    case left(Int)
  }

  /// The witness without the middle of a very long one.
  var shownWitness: [ShownStep] {
    let (most, start, end) = (14, 6, 7)
    let all = witness.enumerated().map { ShownStep.step($0.offset + 1, $0.element) }
    guard all.count > most else { return all }
    return all.prefix(start) + [.left(all.count - start - end)] + all.suffix(end)
  }
}
