import LiquidCases

/// libFuzzer's entry: any bytes as a template. A fault ends the program as a trap does.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLiquid(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var exercise = TemplateExercise()
  let fault = exercise.run(Array(UnsafeBufferPointer(start: start, count: count)))
  precondition(fault == nil, "a template did what none may do: \(String(describing: fault))")
  return 0
}
