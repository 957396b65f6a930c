import CampaignGraph
import Diagnostics
import LiquidTemplates

/// A rule as written: its tree, and what it names.
package struct RuleSyntax: Sendable {
  package let text: MappedText
  package let root: RuleTerm
  /// In the order in which they are written; every mention, also repeated ones.
  package let mentions: [RuleMention]

  init(text: MappedText, root: RuleTerm) {
    self.text = text
    self.root = root
    var mentions: [RuleMention] = []
    root.collectMentions(in: text, into: &mentions)
    self.mentions = mentions
  }
}

/// A name in a rule that stands for something outside of it.
package struct RuleMention: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case column
    /// The step of `opened(step)` and its like.
    case email
  }

  package let kind: Kind
  package let name: String
  package let range: SourceRange
}

/// A part of a rule that has a value.
package struct RuleTerm: Sendable {
  package indirect enum Kind: Sendable {
    /// Was reported; its value is unknown.
    case invalid
    case name(String)
    case literal(RuleLiteral)
    case list([RuleTerm])
    case not(RuleTerm)
    case negate(RuleTerm)
    /// Two or more terms joined by `and`, or by `or`.
    case logical(RuleOperator, [RuleTerm])
    case binary(RuleOperator, RuleTerm, RuleTerm, operatorRange: Range<Int>)
    case call(RuleCall)
  }

  package let kind: Kind
  /// Bytes of the rule's text, parentheses around the term left out.
  package let range: Range<Int>
  /// 1 for a term without parts.
  let depth: Int

  init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
    self.depth = 1 + (kind.parts.map(\.depth).max() ?? 0)
  }
}

/// `clicked(welcome, "pricing", within: 3 days)`
package struct RuleCall: Sendable {
  package struct Argument: Sendable {
    /// `within`, with its place.
    package let label: (name: String, range: Range<Int>)?
    package let value: RuleTerm
  }

  package let name: String
  package let nameRange: Range<Int>
  package let arguments: [Argument]
}

extension RuleTerm.Kind {
  /// The terms in this one, in the order in which they are written.
  package var parts: [RuleTerm] {
    switch self {
    case .invalid, .name, .literal: []
    case .list(let items), .logical(_, let items): items
    case .not(let term), .negate(let term): [term]
    case .binary(_, let a, let b, _): [a, b]
    case .call(let call): call.arguments.map(\.value)
    }
  }
}

extension RuleTerm {
  fileprivate func collectMentions(in text: MappedText, into mentions: inout [RuleMention]) {
    switch kind {
    case .name(let name):
      if ReservedRuleName(rawValue: name) == nil {
        mentions.append(RuleMention(kind: .column, name: name, range: text.range(range)))
      }
    case .call(let call) where EngagementFunction(rawValue: call.name) != nil:
      for argument in call.arguments {
        if argument.label == nil, case .name(let name) = argument.value.kind {
          mentions.append(
            RuleMention(kind: .email, name: name, range: text.range(argument.value.range)))
        } else {
          argument.value.collectMentions(in: text, into: &mentions)
        }
      }
    case .invalid, .literal, .list, .not, .negate, .logical, .binary, .call:
      for part in kind.parts { part.collectMentions(in: text, into: &mentions) }
    }
  }
}
