/// Follows the ways through a template's operations, the very ones that the renderer runs, with a reader.
///
/// A loop has no turn, or any number; what is captured is read where it is printed. Ways that end in
/// `abort_message` send nothing, and do not count. The first search takes every answer to every question for
/// possible and is linear for most templates; only if a way was found, a second one remembers what each way
/// has asked.
struct WaySearch<Reader: WayReader> {
  let program: Program
  let scope: TemplateScope
  /// By the operation that begins a capture, the one that ends it; nil if they cannot be told.
  let ends: [Int: Int]?
  /// By operation: whether ways meet there. Empty if they meet nowhere.
  private let isJoin: [Bool]

  /// Operations and, by the dozen, bytes.
  private static var budget: Int { 200_000 }

  init(_ template: Template, _ scope: TemplateScope) {
    program = template.program
    self.scope = scope
    ends = WaySearch.captureEnds(program.ops)
    isJoin = WaySearch.joins(program.ops)
  }

  /// Whether some way ends with a reader that is not settled and of which `isWanted` holds.
  func search(
    from reader: Reader, where isWanted: (Reader) -> Bool = { _ in true }
  ) -> WayAnswer {
    guard ends != nil, program.dynamic == nil else { return .notDecided }
    switch run(from: reader, remembers: false, isWanted) {
    case .none: return .none
    case .found, .notDecided: return run(from: reader, remembers: true, isWanted)
    }
  }

  struct Point: Hashable {
    var next = 0
    var reader: Reader
    var stack: [WayMeaning] = []
    var variables: [Int32: WayMeaning] = [:]
    /// Captures being read: where each ends, and where to go on.
    var calls: [Call] = []
    var facts = WayFacts()
  }

  struct Call: Hashable {
    let start: Int
    let end: Int
    let resume: Int
  }

  private struct Branch {
    var point: Point
    /// The answer that led here, by its place among the answers; -1 at the start.
    var answer: Int
  }

  private struct Answer {
    let previous: Int
    let words: String?
  }

  private func run(
    from reader: Reader, remembers: Bool, _ isWanted: (Reader) -> Bool
  ) -> WayAnswer {
    var answers: [Answer] = []
    // What is asked in one place alone, so that the answer makes no difference later.
    let askedOnce = remembers ? WaySearch.askedOnce(program, scope) : []
    /// Whether some contact gives the answer after those before it.
    func take(_ question: Question, _ answer: Bool, _ branch: inout Branch) -> Bool {
      guard remembers else { return question.meaning.truth ?? answer == answer }
      if question.meaning.truth != nil || !askedOnce.contains(question.meaning) {
        guard branch.point.facts.note(question.meaning, is: answer, scope) else { return false }
      }
      let words = answered(question.meaning, answer)
      answers.append(Answer(previous: branch.answer, words: words))
      branch.answer = answers.count - 1
      return true
    }
    var waiting = [Branch(point: Point(reader: reader), answer: -1)]
    var seen: Set<Point> = []
    var work = 0
    // Bytes are read in any case.
    let budget = WaySearch.budget / (remembers ? 2 : 1)
    while var branch = waiting.popLast() {
      follow: while true {
        work += 1
        guard work < budget else { return .notDecided }
        if branch.point.reader.isSettled { break }
        if let call = branch.point.calls.last, branch.point.next == call.end {
          branch.point.calls.removeLast()
          branch.point.next = call.resume
        }
        let place = branch.point.next
        guard place < program.ops.count else { break }
        if !isJoin.isEmpty, isJoin[place], !seen.insert(branch.point).inserted { break }
        switch step(&branch.point, &work) {
        case .on: continue
        case .over: break follow
        case .done:
          if isWanted(branch.point.reader) { return .found(words(answers, branch.answer)) }
          break follow
        case .either(let question, let target):
          // Where the answer is `jumpsIf`, control goes to the target. That way waits, and this goes on as the other.
          var other = branch
          other.point.next = target
          if take(question, question.jumpsIf, &other) { waiting.append(other) }
          if take(question, !question.jumpsIf, &branch) { continue }
          break follow
        }
      }
    }
    return .none
  }

  private func answered(_ meaning: WayMeaning, _ answer: Bool) -> String? {
    guard meaning.truth == nil else { return nil }
    if answer { return meaning.words(scope) }
    switch meaning {
    case .equality(let column, let text, let isEqual):
      return WayMeaning.equality(column: column, text, isEqual: !isEqual).words(scope)
    case .absence(let column, let isAbsent):
      return WayMeaning.absence(column: column, isAbsent: !isAbsent).words(scope)
    case .column: return meaning.words(scope).map { "no \($0)" }
    default: return meaning.words(scope).map { "not \($0)" }
    }
  }

  private func words(_ answers: [Answer], _ last: Int) -> [String] {
    var words: [String] = []
    var next = last
    while answers.indices.contains(next) {
      if let said = answers[next].words, !words.contains(said) { words.append(said) }
      next = answers[next].previous
    }
    return words.reversed()
  }
}
