import CLibYAML

/// libyaml's event parser over bytes that outlive it.
struct LibYAMLParser: ~Copyable {
  /// On the heap because libyaml keeps a pointer to it.
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// nil if there is no memory, or no input: libyaml asserts that there is some.
  init?(_ input: UnsafeBufferPointer<UInt8>) {
    // With an encoding set, libyaml does not look for a byte order mark itself.
    let hasMark = input.starts(with: [0xEF, 0xBB, 0xBF])
    let text = UnsafeBufferPointer(rebasing: hasMark ? input.dropFirst(3) : input[...])
    guard let start = text.baseAddress else { return nil }
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    self.parser = parser
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, start, text.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  mutating func next() throws(SyntaxFault) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw fault() }
    defer { yaml_event_delete(&event) }
    return YAMLEvent(
      kind: kind(of: event), start: YAMLMark(event.start_mark), end: YAMLMark(event.end_mark))
  }

  private func fault() -> SyntaxFault {
    let context = parser.pointee.context.map { String(cString: $0) } ?? ""
    return SyntaxFault(
      problem: parser.pointee.problem.map { String(cString: $0) } ?? "no memory left",
      problemMark: YAMLMark(parser.pointee.problem_mark),
      context: context,
      contextMark: context.isEmpty ? nil : YAMLMark(parser.pointee.context_mark))
  }
}

extension YAMLMark {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(index: Int(clamping: mark.index), column: Int(clamping: mark.column))
  }
}

private func kind(of event: yaml_event_t) -> YAMLEvent.Kind {
  switch event.type {
  case YAML_STREAM_START_EVENT: return .streamStart
  case YAML_STREAM_END_EVENT: return .streamEnd
  case YAML_DOCUMENT_START_EVENT: return .documentStart
  case YAML_DOCUMENT_END_EVENT: return .documentEnd
  case YAML_ALIAS_EVENT: return .alias(bytes(event.data.alias.anchor) ?? [])
  case YAML_SCALAR_EVENT:
    let scalar = event.data.scalar
    let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    return .scalar(
      style(scalar.style), Array(value), properties(anchor: scalar.anchor, tag: scalar.tag))
  case YAML_SEQUENCE_START_EVENT:
    let start = event.data.sequence_start
    return .sequenceStart(
      properties(anchor: start.anchor, tag: start.tag),
      isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE)
  case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
  case YAML_MAPPING_START_EVENT:
    let start = event.data.mapping_start
    return .mappingStart(
      properties(anchor: start.anchor, tag: start.tag),
      isFlow: start.style == YAML_FLOW_MAPPING_STYLE)
  case YAML_MAPPING_END_EVENT: return .mappingEnd
  default: return .nothing
  }
}

private func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
  switch style {
  case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
  case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
  case YAML_LITERAL_SCALAR_STYLE: .literal
  case YAML_FOLDED_SCALAR_STYLE: .folded
  default: .plain
  }
}

private func properties(
  anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?
) -> YAMLEvent.Properties {
  YAMLEvent.Properties(anchor: bytes(anchor), hasTag: tag != nil)
}

private func bytes(_ text: UnsafeMutablePointer<yaml_char_t>?) -> [UInt8]? {
  guard let text else { return nil }
  var end = text
  while end.pointee != 0 { end += 1 }
  return Array(UnsafeBufferPointer(start: text, count: end - text))
}
