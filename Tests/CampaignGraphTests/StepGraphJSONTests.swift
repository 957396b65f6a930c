import CampaignGraph
import CivilTime
import Diagnostics
import JSONText
import LiquidTemplates
import Testing

@Suite struct StepGraphJSONTests {
  @Test func readingBackGivesAnEqualGraph() throws {
    let graph = try GraphFixture.everything()
    let bytes = graph.json.serialized(pretty: false)
    let read = try StepGraph(json: parseJSON(bytes))
    #expect(read == graph)
    #expect(read.json.serialized(pretty: false) == bytes)
    #expect(read.digest() == graph.digest())
  }

  @Test(arguments: [TemplateContext.markdown, .markdownWithHTML])
  func aMarkdownBodyIsReadBack(context: TemplateContext) throws {
    var findings = Findings()
    let layout = TemplateSource(
      main: MappedText(SourceFile(path: "l", text: "<b>{{ content }}</b>")), isLayout: true)
    let compiled: Template = try #require(
      compileTemplate(
        layout, context: .html, scope: GraphFixture.segment.templateScope, into: &findings))
    let email = EmailStep(
      subject: try GraphFixture.template("Hi", .header), preheader: nil, html: nil, text: nil,
      omitsText: true,
      markdown: MarkdownBody(
        source: try GraphFixture.template("# {{ first_name }}", context),
        layout: compiled),
      from: Sender(name: nil, email: "ada@acme.example"), replyTo: nil, headers: [],
      trackOpens: true, trackClicks: true, category: .marketing, locale: nil,
      send: SendPlan(strategy: .immediate, window: nil))
    let graph = try GraphFixture.graph([
      StepNode(id: "a", kind: .email(email, next: NodeIndex(1))), GraphFixture.end,
    ])
    #expect(try StepGraph(json: graph.json) == graph)
  }

  @Test func windowsThatDifferByDayAreReadBack() throws {
    let nine = LocalTime(seconds: 9 * 3600)
    let hours = WeeklyHours(
      DailyWindow(days: .mondayToFriday, opens: nine, closes: .midnight),
      [DailyWindow(days: Weekdays(index: 5), opens: .midnight, closes: nine)])
    let graph = try GraphFixture.graph([
      StepNode(
        id: "a",
        kind: .email(
          try GraphFixture.email(
            window: SendWindow(hours: hours, hold: .message, otherwise: .delay)),
          next: NodeIndex(1))), GraphFixture.end,
    ])
    let read = try StepGraph(json: parseJSON(graph.json.serialized(pretty: false)))
    #expect(read == graph)
  }

  @Test func theDigestChangesWithAnyPart() throws {
    let one = try GraphFixture.graph([
      StepNode(id: "a", kind: .email(try GraphFixture.email("Hello"), next: NodeIndex(1))),
      GraphFixture.end,
    ])
    let other = try GraphFixture.graph([
      StepNode(id: "a", kind: .email(try GraphFixture.email("Hello!"), next: NodeIndex(1))),
      GraphFixture.end,
    ])
    #expect(one.digest().utf8.count == 71)
    #expect(one.digest().hasPrefix("sha256:"))
    #expect(one.digest() != other.digest())
    #expect(one != other)
  }

  /// Values all over the document are replaced in turn: reading throws or gives a valid graph, and never traps.
  @Test func noChangedDocumentTraps() throws {
    let json = try GraphFixture.everything().json
    var refused = 0
    var tried = 0
    for replacement: JSONValue in [.null, .integer(-1), .string("x"), .array([]), .object([])] {
      var position = tried % 7
      while let changed = json.replacing(at: position, with: replacement) {
        position += 7
        tried += 1
        do { _ = try StepGraph(json: changed) } catch { refused += 1 }
      }
    }
    #expect(tried > 300)
    #expect(refused > 200)
  }

  @Test func messagesNameThePath() throws {
    let graph = try GraphFixture.graph([GraphFixture.end])
    guard case .object(var members) = graph.json else { return }
    members.removeAll { $0.name == "start" }
    members.append(.init("start", .string("nowhere")))
    #expect(throws: StepGraphFault("graph.start names no step")) {
      try StepGraph(json: .object(members))
    }
  }
}

extension JSONValue {
  /// The document with the value number `position` (in depth-first order) replaced; nil past the last one.
  fileprivate func replacing(at position: Int, with replacement: JSONValue) -> JSONValue? {
    var rest = position
    let result = replacing(&rest, replacement)
    return rest < 0 ? result : nil
  }

  private func replacing(_ rest: inout Int, _ replacement: JSONValue) -> JSONValue {
    rest -= 1
    if rest == -1 { return replacement }
    guard rest >= 0 else { return self }
    switch self {
    case .null, .boolean, .integer, .number, .string: return self
    case .array(let items): return .array(items.map { $0.replacing(&rest, replacement) })
    case .object(let members):
      return .object(members.map { .init($0.name, $0.value.replacing(&rest, replacement)) })
    }
  }
}
