/// A partial being rendered in conformance mode.
struct PartialCall: Sendable {
  let entry: Int32
  /// The operation to go on with.
  var returnTo: Int
  let isIsolated: Bool
  /// Given for each turn.
  let subject: LiquidValue
  /// What the subject is called.
  let variable: Int32
  /// Turns of a loop over the subject; negative for one turn with the subject itself.
  var count: Int
  var turn = 0
  let hasLoop: Bool
  /// Its arguments lie in the renderer's from here on; `render` only.
  let arguments: Range<Int>
  let call: Int32
  /// How much of each there was before the call.
  let loops: Int
  let saves: Int
  let captures: Int
  let variables: Int
  let variableBase: Int
  let registers: Int
  let registerBase: Int
  let outerNames: Int
}
