import CampaignCases

/// libFuzzer's entry: any bytes as the files of a project. A fault ends the program as a trap does.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCampaign(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var exercise = CampaignExercise()
  let fault = exercise.run(Array(UnsafeBufferPointer(start: start, count: count)))
  precondition(
    fault == nil, "a campaign did what none may do: \(String(describing: fault))")
  return 0
}
