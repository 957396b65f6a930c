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
}

/// What a rendering's bytes will stand in.
package enum OutputEncoding: Sendable {
  case plain
  /// The inside of a JSON string: escapes for JSON are written in the same pass as those for html.
  case jsonText
}
