import Diagnostics
import Foundation
import JSONText
import TestSupport
import Testing

@Suite struct DiagnosticsSchemaTests {
  @Test func thePublishedSchemaIsThatOfTheCode() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../grammar/diagnostics.schema.json").standardizedFileURL
    let expected = Data(diagnosticsSchema().serialized(pretty: true))
    let actual = try? Data(contentsOf: file)
    if actual == expected { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      try expected.write(to: file)
    }
    Issue.record("grammar/diagnostics.schema.json is not that of the code; UPDATE_GOLDENS=1")
  }

  /// Everything that is written is in the schema, and everything that it demands is written.
  @Test func whatIsWrittenIsInTheSchema() {
    var hostile = HostileFindings(random: SeededRandom(seed: 11))
    var keys: Set<String> = []
    for _ in 0..<200 {
      compare(JSONRenderer().value(hostile.report()), diagnosticsSchema(), "", &keys)
    }
    compare(JSONRenderer().value(report(richFinding())), diagnosticsSchema(), "", &keys)
    // Each member of the schema has been written.
    for key in members(diagnosticsSchema(), "") { #expect(keys.contains(key), "\(key)") }
  }

  private func compare(
    _ value: JSONValue, _ schema: JSONValue, _ path: String, _ keys: inout Set<String>
  ) {
    switch value {
    case .object(let members):
      #expect(schema["type"] == "object", "\(path)")
      for member in members {
        let key = path + "/" + member.name
        keys.insert(key)
        guard let inner = schema["properties"]?[member.name] else {
          Issue.record("\(key) is not in the schema")
          continue
        }
        compare(member.value, inner, key, &keys)
      }
      for name in schema["required"]?.arrayValue ?? [] {
        let isThere = members.contains { $0.name == name.stringValue }
        #expect(isThere, "\(path) lacks \(name)")
      }
    case .array(let items):
      #expect(schema["type"] == "array", "\(path)")
      for item in items {
        guard let inner = schema["items"] else { continue }
        compare(item, inner, path, &keys)
      }
    case .integer(let number):
      #expect(schema["type"] == "integer", "\(path)")
      #expect(number >= schema["minimum"]?.integerValue ?? 0, "\(path)")
    case .string:
      let choices = schema["enum"]?.arrayValue
      #expect(schema["type"] == "string" || choices?.contains(value) == true, "\(path)")
    case .null, .boolean, .number: Issue.record("\(path) is not of a kind that is written")
    }
  }

  private func members(_ schema: JSONValue, _ path: String) -> [String] {
    guard case .object(let fields)? = schema["properties"] ?? schema["items"]?["properties"] else {
      return []
    }
    return fields.flatMap { [path + "/" + $0.name] + members($0.value, path + "/" + $0.name) }
  }
}
