/// A syntax error of libyaml in words for people who do not know how a YAML parser works.
struct SyntaxText {
  var message: String
  /// Where libyaml began what it could not finish is the better place to point at.
  var isContextPrimary = false
  /// A better place than both of libyaml's.
  var cause: Range<Int>?
  var label = ""
  var related: String
  var help: String?

  init(_ fault: PlacedFault, in text: SourceBytes) {
    message = fault.text
    related = fault.contextText
    switch fault.text {
    case "found unexpected end of stream" where fault.contextText.contains("quoted"),
      "found unexpected document indicator" where fault.contextText.contains("quoted"):
      message = "a quoted text must be closed"
      label = "opened here"
      isContextPrimary = true
      related = "not closed up to here"
    case "mapping values are not allowed in this context":
      describeColon(at: fault.problem, in: text)
    case "could not find expected ':'":
      message = "a key needs a ':' after it"
      isContextPrimary = true
      related = "no ':' up to here"
    case "did not find expected key":
      message = "expected a key of the mapping"
      related = "the mapping begins here"
      help = "indent the keys of a mapping alike"
      describeQuotes(fault, in: text)
    case "did not find expected '-' indicator":
      message = "expected a '- ' item of the list"
      related = "the list begins here"
      help = "indent the items of a list alike, and the keys of an item alike"
    case "did not find expected ',' or ']'":
      message = "expected ',' or ']' in the list"
      related = "the list begins here"
    case "did not find expected ',' or '}'":
      message = "expected ',' or '}' in the mapping"
      related = "the mapping begins here"
    case "did not find expected <document start>":
      message = "expected the end of the file"
      help = "quote the whole of a text that needs quotes"
    case "found character that cannot start any token", "did not find expected node content":
      describeCharacter(text[fault.problem])
    case "block sequence entries are not allowed in this context":
      message = "a '- ' item cannot stand here"
      help = "begin a list on a line of its own; quote a text that begins with '- '"
    case "mapping keys are not allowed in this context":
      message = "a '? ' key cannot stand here"
      help = "quote a text that begins with '? '"
    case "found unknown escape character":
      message = "double quotes allow only YAML's own escapes after a backslash"
      related = "the text begins here"
      help = "write two backslashes for one, or use single quotes"
    case "did not find expected comment or line break":
      message = "only a comment may follow '|' or '>' on its line"
      related = "the block of text begins here"
      help = "write the text on the lines below; quote a text that begins with '|' or '>'"
    case "did not find expected alphabetic or numeric character":
      message = "expected a name after '\(fault.contextText.contains("alias") ? "*" : "&")'"
      isContextPrimary = true
      related = "no name here"
      help = "quote a text that begins with '*' or '&'"
    case let problem where problem.contains("tab character"):
      message = "tabs cannot indent"
      help = "indent with spaces"
    default:
      break
    }
  }

  private mutating func describeCharacter(_ byte: UInt8) {
    if byte == UInt8(ascii: "\t") {
      message = "tabs cannot indent"
      help = "indent with spaces"
      return
    }
    guard byte > 0x20, byte < 0x7F else { return }
    message = "a text without quotes cannot begin with '\(Unicode.Scalar(byte))'"
    help = "quote it"
  }
}
