import CampaignCompiler
import CampaignGraph
import CivilTime
import Testing

@Suite struct WindowHoursTests {
  /// `mon-fri 09:00-17:00` for each window, in the order in which they are written.
  private func windows(_ window: String) throws -> [String] {
    let text = """
      mailplan: 1
      campaign: example
      type: drip
      segment: segment.yaml
      from: ada@acme.example
      send: { window: \(window) }
      steps:
        - email: hello
          subject: Hello
          text: Hello
      """
    let result = CompileCase(text)
    let graph = try #require(result.graph, "\(result.texts)")
    guard case .email(let email, _) = graph.nodes[0].kind else { return [] }
    return (email.send.window?.hours.windows ?? []).map { window in
      let days = (0..<7).filter { window.days.contains(index: $0) }.map { Weekdays.names[$0] }
      return "\(days.joined(separator: " ")) \(window.opens)-\(window.closes)"
    }
  }

  @Test(arguments: [
    ("{ hours: 09:00-17:00 }", ["mon tue wed thu fri sat sun 09:00-17:00"]),
    ("{ days: mon, hours: [09:00-12:00, 14:00-17:00] }", ["mon 09:00-12:00", "mon 14:00-17:00"]),
    (
      "{ hours: { mon-tue: 09:00-17:00, sat: [10:00-12:00, 22:00-02:00] } }",
      ["mon tue 09:00-17:00", "sat 10:00-12:00", "sat 22:00-02:00"]
    ),
    ("{ hours: { weekends: 00:00-24:00 } }", ["sat sun 00:00-00:00"]),
  ])
  func hoursAreWindows(window: String, expected: [String]) throws {
    #expect(try windows(window) == expected)
  }

  @Test func aScheduleOutsideItsOwnWindowIsAnError() {
    func rules(_ send: String) -> [String] {
      CompileCase(
        """
        mailplan: 1
        campaign: example
        type: drip
        segment: segment.yaml
        from: ada@acme.example
        steps:
          - email: hello
            subject: Hello
            text: Hello
            send: { strategy: scheduled, on_past: send, \(send) }
        """
      ).rules.filter { $0 == "window-never-opens" }
    }
    let hours = "days: mon-fri, hours: 09:00-17:00"
    #expect(rules("at: 2026-12-05T10:00, window: { \(hours), otherwise: skip }").count == 1)
    #expect(rules("at: 2026-12-04T08:59, window: { \(hours), otherwise: skip }").count == 1)
    #expect(rules("at: 2026-12-04T09:00, window: { \(hours), otherwise: skip }") == [])
    #expect(rules("at: 2026-12-05T10:00, window: { \(hours) }") == [])
    // One instant is another time in each zone.
    #expect(rules("at: 2026-12-05T10:00Z, window: { \(hours), otherwise: skip }") == [])
    // Where the clock skips 02:30, the email goes out at 03:00.
    let early = "hours: 03:00-05:00"
    #expect(rules("at: 2026-03-29T02:30, window: { \(early), otherwise: skip }") == [])
    #expect(rules("at: 2026-03-29T05:30, window: { \(early), otherwise: skip }").count == 1)
  }
}
