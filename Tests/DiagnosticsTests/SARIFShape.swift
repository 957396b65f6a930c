import JSONText

/// The objects of SARIF 2.1.0 that the tool writes: which members each may have and which it must (section 3 of the
/// standard). Written by hand from the text of the standard.
struct SARIFShape {
  enum Kind: String {
    case log, run, tool, driver, rule, message, configuration, properties, invocation, notification
    case descriptorReference, base, result, location, physicalLocation, artifactLocation, region
    case logicalLocation, codeFlow, threadFlow, threadFlowLocation, fix, artifactChange
    case replacement, content, suppression, fingerprints

    /// Members, `!` for those that are demanded; with the kind of object, or of the items of an array.
    var members: [String: Kind?] {
      switch self {
      case .log: ["version!": nil, "$schema": nil, "runs!": .run]
      case .run:
        [
          "tool!": .tool, "invocations": .invocation, "originalUriBaseIds": nil,
          "columnKind": nil, "newlineSequences": nil, "results": .result,
        ]
      case .tool: ["driver!": .driver]
      case .driver: ["name!": nil, "version": nil, "semanticVersion": nil, "rules": .rule]
      case .rule:
        [
          "id!": nil, "shortDescription": .message, "fullDescription": .message, "helpUri": nil,
          "help": .message, "defaultConfiguration": .configuration, "properties": .properties,
        ]
      case .message: ["text!": nil, "markdown": nil]
      case .configuration: ["level": nil]
      case .properties: ["tags": nil]
      case .invocation:
        ["executionSuccessful!": nil, "toolExecutionNotifications": .notification]
      case .notification:
        ["message!": .message, "level": nil, "descriptor": .descriptorReference]
      case .descriptorReference: ["id": nil]
      case .base: ["description": .message]
      case .result:
        [
          "ruleId": nil, "ruleIndex": nil, "level": nil, "message!": .message,
          "locations": .location, "relatedLocations": .location, "codeFlows": .codeFlow,
          "partialFingerprints": .fingerprints, "fixes": .fix, "suppressions": .suppression,
        ]
      case .location:
        [
          "id": nil, "physicalLocation": .physicalLocation, "logicalLocations": .logicalLocation,
          "message": .message,
        ]
      case .physicalLocation: ["artifactLocation!": .artifactLocation, "region": .region]
      case .artifactLocation: ["uri!": nil, "uriBaseId": nil]
      case .region:
        [
          "startLine!": nil, "startColumn": nil, "endLine": nil, "endColumn": nil,
          "byteOffset": nil, "byteLength": nil,
        ]
      case .logicalLocation: ["name": nil, "fullyQualifiedName": nil, "kind": nil]
      case .codeFlow: ["threadFlows!": .threadFlow]
      case .threadFlow: ["locations!": .threadFlowLocation]
      case .threadFlowLocation: ["location": .location]
      case .fix: ["description": .message, "artifactChanges!": .artifactChange]
      case .artifactChange:
        ["artifactLocation!": .artifactLocation, "replacements!": .replacement]
      case .replacement: ["deletedRegion!": .region, "insertedContent": .content]
      case .content: ["text": nil]
      case .suppression: ["kind!": nil, "justification": nil]
      case .fingerprints: ["primaryLocationLineHash": nil]
      }
    }
  }

  let kind: Kind
  let value: JSONValue

  /// The document and every object below it.
  static func objects(in document: JSONValue) -> [SARIFShape] {
    SARIFShape(kind: .log, value: document).all
  }

  private var all: [SARIFShape] {
    [self]
      + kind.members.sorted { $0.key < $1.key }.flatMap { name, kind -> [SARIFShape] in
        let name = name.hasSuffix("!") ? String(name.dropLast()) : name
        guard let kind, let member = value[name] else { return [] }
        return (member.arrayValue ?? [member]).flatMap { SARIFShape(kind: kind, value: $0).all }
      }
  }

  /// What is wrong with the object itself; nil for nothing.
  var fault: String? {
    guard case .object(let members) = value else { return "\(kind) is no object" }
    let known = kind.members
    for member in members where known[member.name] == nil && known[member.name + "!"] == nil {
      return "\(kind) has no member \(member.name)"
    }
    for name in known.keys where name.hasSuffix("!") && value[String(name.dropLast())] == nil {
      return "\(kind) lacks \(name)"
    }
    switch kind {
    case .region: return regionFault
    case .artifactLocation: return uriFault
    case .codeFlow where value["threadFlows"] == []: return "a code flow without threads"
    case .threadFlow where value["locations"] == []: return "a thread without locations"
    case .artifactChange where value["replacements"] == []: return "a change without replacements"
    case .result where !["error", "warning", "note"].contains(value["level"]?.stringValue):
      return "no level of the standard"
    default: return nil
    }
  }

  private var regionFault: String? {
    let number = { (name: String) in value[name]?.integerValue }
    for name in ["startLine", "startColumn", "endLine", "endColumn"] {
      if let value = number(name), value < 1 { return "\(name) counts from 1" }
    }
    for name in ["byteOffset", "byteLength"] {
      if let value = number(name), value < 0 { return "\(name) counts from 0" }
    }
    guard let start = number("startLine"), let end = number("endLine") else { return nil }
    if end < start { return "a region ends before it begins" }
    let (first, last) = (number("startColumn") ?? 1, number("endColumn") ?? 1)
    return start == end && last < first ? "a region ends before it begins" : nil
  }

  private var uriFault: String? {
    let uri = value["uri"]?.stringValue ?? ""
    let isPlain = uri.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        || "-._~/%:".utf8.contains(byte)
    }
    let isAbsolute = uri.hasPrefix("file:///")
    guard isPlain, isAbsolute || !uri.contains(":") else { return "no URI: \(uri)" }
    return isAbsolute == (value["uriBaseId"] == nil) ? nil : "a relative URI without a base: \(uri)"
  }
}
