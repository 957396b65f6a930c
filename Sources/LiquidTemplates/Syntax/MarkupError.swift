/// A mistake in the syntax of one output or tag; its range is bytes of the template's text.
struct MarkupError: Error {
  let range: Range<Int>
  let message: String
  let label: String
  let help: String?

  init(_ range: Range<Int>, _ message: String, label: String = "", help: String? = nil) {
    self.range = range
    self.message = message
    self.label = label
    self.help = help
  }
}
