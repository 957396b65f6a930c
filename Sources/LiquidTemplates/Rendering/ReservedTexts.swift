/// The texts of the reserved names for one rendering.
///
/// Made to be used again: `removeAll()` keeps the memory.
package struct ReservedTexts: Sendable {
  private var text = ByteBuffer()
  /// In the order of `ReservedName`; -1 for a name that was not set.
  private var starts = (-1, -1, -1, -1, -1)
  private var ends = (0, 0, 0, 0, 0)

  package init() {}

  /// Bytes of all texts together.
  var count: Int { text.count }

  package mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    starts = (-1, -1, -1, -1, -1)
    ends = (0, 0, 0, 0, 0)
  }

  package mutating func set(_ name: ReservedName, to bytes: UnsafeRawBufferPointer) {
    let start = text.count
    text.append(bytes)
    place(name, start, text.count)
  }

  package mutating func set(_ name: ReservedName, to bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { set(name, to: $0) }
  }

  package mutating func set(_ name: ReservedName, to text: String) {
    var text = text
    text.withUTF8 { set(name, to: UnsafeRawBufferPointer($0)) }
  }

  /// Lends the text of a name; that of a name that was not set is empty.
  func withText<Result>(
    of name: ReservedName, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let (start, end) = place(of: name)
    return text.withBytes(max(0, start)..<max(0, start, end)) { body($0) }
  }

  /// A link that was not set must not be printed as an empty one; other texts may be empty.
  func isMissing(_ name: ReservedName) -> Bool {
    switch name {
    case .unsubscribeURL, .viewInBrowserURL: place(of: name).0 < 0
    case .subject, .preheader, .content: false
    }
  }

  private mutating func place(_ name: ReservedName, _ start: Int, _ end: Int) {
    switch name {
    case .unsubscribeURL: (starts.0, ends.0) = (start, end)
    case .viewInBrowserURL: (starts.1, ends.1) = (start, end)
    case .subject: (starts.2, ends.2) = (start, end)
    case .preheader: (starts.3, ends.3) = (start, end)
    case .content: (starts.4, ends.4) = (start, end)
    }
  }

  private func place(of name: ReservedName) -> (Int, Int) {
    switch name {
    case .unsubscribeURL: (starts.0, ends.0)
    case .viewInBrowserURL: (starts.1, ends.1)
    case .subject: (starts.2, ends.2)
    case .preheader: (starts.3, ends.3)
    case .content: (starts.4, ends.4)
    }
  }
}
