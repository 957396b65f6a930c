import Diagnostics
import YAMLTree

extension ValueKind where Value == EmailDefinition.Body {
  /// A path of a template file, or the template itself.
  static var body: Self {
    .scalar("a template, or the path of one", .text) { scalar, _, _ in
      isTemplatePath(scalar)
        ? .path(Located(scalar.string, scalar.range)) : .inline(scalar.text)
    }
  }
}

/// One word, not in a block, that ends like a template file, or has a slash and is no URL: a
/// misspelt ending must not become the text of a mail.
private func isTemplatePath(_ scalar: YAMLScalar) -> Bool {
  switch scalar.style {
  case .plain, .singleQuoted, .doubleQuoted: break
  case .literal, .folded: return false
  }
  let bytes = scalar.text.utf8
  let isWord = bytes.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"<>{}".utf8.contains($0) }
  let hasFolder = bytes.contains(UInt8(ascii: "/")) && !scalar.text.utf8.contains("//".utf8)
  return isWord && (hasFolder || endings.contains { endsLike($0, bytes) })
}

private let endings = [".liquid", ".html", ".htm", ".txt", ".text", ".md", ".markdown"]

private func endsLike(_ ending: String, _ bytes: [UInt8]) -> Bool {
  bytes.count > ending.utf8.count
    && bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8)
}
