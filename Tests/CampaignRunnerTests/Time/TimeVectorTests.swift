import Testing

/// Every row of the tables about time, through the compiler and the step machine.
@Suite struct TimeVectorTests {
  private static let files = [
    "grammar/time.md", "Tests/Time/waits.md", "Tests/Time/sending.md", "Tests/Time/zones.md",
  ]

  @Test(arguments: files.flatMap { TimeVector.all(in: $0) })
  func comesTrue(vector: TimeVector) throws {
    let outcome = try VectorCampaign(vector).outcome()
    let expected = vector["the mail goes out"]
    #expect(
      outcome.full == expected || outcome.short == expected,
      "\(vector.place): the mail goes out \(outcome.full)")
  }

  @Test func thereAreEnoughOfThem() {
    for file in TimeVectorTests.files {
      #expect(TimeVector.all(in: file).count >= 20, "\(file)")
    }
    #expect(TimeVectorTests.files.dropFirst().flatMap { TimeVector.all(in: $0) }.count >= 170)
  }
}
