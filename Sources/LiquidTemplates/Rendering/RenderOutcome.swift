/// How a rendering ended. Unless it is `complete`, nothing was appended to the output.
package enum RenderOutcome: Sendable, Equatable {
  case complete
  /// A nil was printed under a policy other than `blank`; `column` is the slot it came from, if it was a column's.
  case missing(column: Int?)
  /// `{% abort_message %}` ran; the reason is `Template.abortReasons[reason]`.
  case aborted(reason: Int)
  case failed(RenderFailure)
}

/// Why a rendering cannot go on, whatever the policies.
package enum RenderFailure: String, Error, Sendable, CaseIterable {
  case outputLimit = "the message is larger than 1 MiB"
  case operationLimit = "rendering takes more than 1,000,000 operations"
  case loopLimit = "loops take more than 100,000 turns"
  case memoryLimit = "values take more than 16 MiB while rendering"
  case dividedByZero = "divided by zero"
  case numberOverflow = "a number is too large"
  case comparison = "a number is compared with a text"
  case notANumber = "a number is needed"
  case notAnInteger = "a whole number is needed"
  case notAList = "a list is needed"
  case notComparable = "values of different types have no order"
  case noProperties = "an item of the list has no properties"
  case notBase64 = "a text is not base64"
  case notUTF8 = "decoded bytes are no UTF-8 text"
  case unknownZone = "there is no such time zone"
  case unknownLocale = "there is no such locale"
  case unknownCurrency = "there is no such currency"
  case noPartial = "there is no partial of this name"
  case partialName = "the name of a partial is a text"
  case partialSyntax = "the partial has a mistake in its syntax"
  case partialDepth = "partials nest more than 100 levels"
  case includeInRender = "a rendered partial includes no other"
  case filterArguments = "the filter does not take these arguments"
}

/// What a rendering's bytes will stand in.
package enum OutputEncoding: Sendable {
  case plain
  /// The inside of a JSON string: escapes for JSON are written in the same pass as those for html.
  case jsonText
}
