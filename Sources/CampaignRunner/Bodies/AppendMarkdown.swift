import CCommonMark
import LiquidTemplates

extension ByteBuffer {
  /// Appends the html of CommonMark, whose values were escaped as `TemplateContext.markdown` has it.
  ///
  /// Html in the text is escaped unless `keepsHTML`. Addresses of links and images are http, https, mailto, tel,
  /// sms, cid or relative; any other becomes `#`. Returns how many did.
  package mutating func append(markdown text: UnsafeRawBufferPointer, keepsHTML: Bool) -> Int {
    guard let document = MarkdownDocument(text) else { return 0 }
    let replaced = document.makeSafe(keepsHTML: keepsHTML)
    document.withHTML(keepsHTML: keepsHTML) { append($0) }
    return replaced
  }
}

/// A parsed text, and the memory that libcmark holds for it.
private struct MarkdownDocument: ~Copyable {
  private let root: OpaquePointer

  init?(_ text: UnsafeRawBufferPointer) {
    let characters = text.bindMemory(to: CChar.self)
    guard
      let root = cmark_parse_document(
        characters.baseAddress, characters.count, CMARK_OPT_VALIDATE_UTF8)
    else { return nil }
    self.root = root
  }

  deinit { cmark_node_free(root) }

  /// Only leaves are replaced, behind the back of an iterator that has moved on already.
  ///
  /// Returns how many addresses became `#`.
  borrowing func makeSafe(keepsHTML: Bool) -> Int {
    guard let nodes = cmark_iter_new(root) else { return 0 }
    defer { cmark_iter_free(nodes) }
    var replaced = 0
    while true {
      let event = cmark_iter_next(nodes)
      if event == CMARK_EVENT_DONE { return replaced }
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(nodes) else { continue }
      switch cmark_node_get_type(node) {
      case CMARK_NODE_CODE, CMARK_NODE_CODE_BLOCK: decodeValues(of: node)
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE: if !checkAddress(of: node) { replaced += 1 }
      case CMARK_NODE_HTML_INLINE where !keepsHTML:
        decodeValues(of: node)
        replace(node, with: text(cmark_node_get_literal(node)))
      case CMARK_NODE_HTML_BLOCK where !keepsHTML:
        decodeValues(of: node)
        let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH)
        if let paragraph, let text = text(cmark_node_get_literal(node)) {
          cmark_node_append_child(paragraph, text)
        }
        replace(node, with: paragraph)
      default: break
      }
    }
  }

  /// Without the line break that ends a block.
  private borrowing func text(_ literal: UnsafePointer<CChar>?) -> OpaquePointer? {
    guard let literal, let node = cmark_node_new(CMARK_NODE_TEXT) else { return nil }
    let bytes = UnsafeBufferPointer(start: literal, count: length(of: literal))
    let isLine = bytes.last == CChar(bitPattern: 0x0A)
    cmark_node_set_literal(node, bytes.dropLast(isLine ? 1 : 0) + [0])
    return node
  }

  private borrowing func replace(_ node: OpaquePointer, with other: OpaquePointer?) {
    if let other { cmark_node_insert_before(node, other) }
    cmark_node_unlink(node)
    cmark_node_free(node)
  }

  /// False if the address became `#`.
  private borrowing func checkAddress(of node: OpaquePointer) -> Bool {
    guard let address = cmark_node_get_url(node) else { return true }
    let bytes = UnsafeRawBufferPointer(start: address, count: length(of: address))
    if LinkScheme.isHarmless(bytes) { return true }
    cmark_node_set_url(node, "#")
    return false
  }

  /// In code entities are not decoded: there, those of values are turned back into what they stand for.
  private borrowing func decodeValues(of node: OpaquePointer) {
    guard let literal = cmark_node_get_literal(node) else { return }
    let bytes = UnsafeRawBufferPointer(start: literal, count: length(of: literal))
    var decoded: [CChar] = []
    var start = 0
    var i = 0
    while i + 4 < bytes.count {
      guard let (character, next) = entity(bytes, at: i) else {
        i += 1
        continue
      }
      decoded += bytes[start..<i].map { CChar(bitPattern: $0) }
      decoded.append(CChar(bitPattern: character))
      i = next
      start = next
    }
    guard start > 0 else { return }
    decoded += bytes[start...].map { CChar(bitPattern: $0) }
    decoded.append(0)
    cmark_node_set_literal(node, decoded)
  }

  /// `&#38;` and its like: two or three digits, of printable ASCII.
  private borrowing func entity(
    _ bytes: UnsafeRawBufferPointer, at start: Int
  ) -> (UInt8, next: Int)? {
    guard bytes[start] == UInt8(ascii: "&"), bytes[start + 1] == UInt8(ascii: "#") else {
      return nil
    }
    var number = 0
    var i = start + 2
    while i < bytes.count, i < start + 5, bytes[i] >= 0x30, bytes[i] <= 0x39 {
      number = number * 10 + Int(bytes[i] - 0x30)
      i += 1
    }
    guard i < bytes.count, bytes[i] == UInt8(ascii: ";"), (0x20...0x7E).contains(number) else {
      return nil
    }
    return (UInt8(truncatingIfNeeded: number), i + 1)
  }

  private borrowing func length(of text: UnsafePointer<CChar>) -> Int {
    var length = 0
    while text[length] != 0 { length += 1 }
    return length
  }

  /// Lends the html; every address in it has been checked.
  borrowing func withHTML(keepsHTML: Bool, _ body: (UnsafeRawBufferPointer) -> Void) {
    guard let html = cmark_render_html(root, CMARK_OPT_UNSAFE) else { return }
    body(UnsafeRawBufferPointer(start: html, count: length(of: html)))
    cmark_get_default_mem_allocator()?.pointee.free(html)
  }
}
