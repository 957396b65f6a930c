import CampaignGraph

/// A condition as questions about single terms; means exactly what the runner makes of the rule.
indirect enum Guard: Sendable {
  case constant(Bool)
  case all([Guard])
  case any([Guard])
  case negation(Guard)
  /// Whether the value lies in the set.
  case test(TermID, ValueSet)
  /// A text compared with a constant; the second term holds the answer where the text is not known.
  case predicate(TermID, RuleOperator, [UInt8], answer: TermID)
  /// Whether the first term is less than the second.
  case less(TermID, TermID, answer: TermID)
  /// Whether two terms are equal; nil equals nothing.
  case same(TermID, TermID, answer: TermID)
  /// A question that only a fixed answer is known of; all of the operands have a value if it is yes.
  case question(TermID)

  var terms: [TermID] {
    switch self {
    case .constant: []
    case .all(let parts), .any(let parts): parts.flatMap(\.terms)
    case .negation(let part): part.terms
    case .test(let term, _), .question(let term): [term]
    case .predicate(let text, _, _, let answer): [text, answer]
    case .less(let a, let b, let answer), .same(let a, let b, let answer): [a, b, answer]
    }
  }
}
