import CampaignGraph
import JSONText
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
