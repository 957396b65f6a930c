extension Template {
  /// A way through this body on which the reader is shown no unsubscribe link; without a word on whom it
  /// is for if that is everybody. Where nothing is sent, none is missing.
  package func wayWithoutUnsubscribeLink(_ scope: TemplateScope) -> WayAnswer {
    guard printsUnsubscribeLink || !abortReasons.isEmpty else { return .found([]) }
    return WaySearch(self, scope).search(from: UnsubscribeReader(context))
  }

  /// A way through this body on which the reader is not shown some words.
  package func way(without words: ShownWords, _ scope: TemplateScope) -> WayAnswer {
    WaySearch(self, scope).search(from: WordsReader(words, context))
  }

  /// A way through this subject that prints nothing, or only spaces.
  package func wayToNothing(_ scope: TemplateScope) -> WayAnswer {
    let printsNothing = scope.missing.policy == .blank
    return WaySearch(self, scope).search(
      from: EmptyReader(scope, printsNothing: printsNothing))
  }
}
