extension FilterDefinition {
  /// The first `search` replaced; an empty one is found at the start.
  static let replaceFirst = replacing("replace_first", .first, replacement: .optional)

  /// The last `search` replaced; an empty one is found at the end.
  static let replaceLast = replacing("replace_last", .last, replacement: .required)

  /// Without any `search`.
  static let remove = replacing("remove", .all, replacement: .none)

  static let removeFirst = replacing("remove_first", .first, replacement: .none)

  static let removeLast = replacing("remove_last", .last, replacement: .none)

  /// Every `search` replaced; an empty one stands between any two characters and at both ends.
  static let replace = replacing("replace", .all, replacement: .optional)

  private enum Occurrence: Sendable {
    case first
    case last
    case all
  }

  private enum Replacement {
    case required
    case optional
    case none
  }

  private static func replacing(
    _ name: String, _ occurrence: Occurrence, replacement: Replacement
  ) -> FilterDefinition {
    var parameters = [FilterParameter(name: "search")]
    if replacement != .none {
      parameters.append(
        FilterParameter(name: "replacement", isRequired: replacement == .required))
    }
    return FilterDefinition(
      name: name, parameters: parameters, canFail: occurrence == .all && replacement != .none,
      grows: replacement != .none
    ) { _ in
      .text
    } apply: { (evaluation, input, arguments) throws(RenderFailure) in
      let text = try evaluation.text(of: input)
      let search = try evaluation.text(of: evaluation.argument(0, arguments))
      let replacement = try evaluation.text(of: evaluation.argument(1, arguments))
      return try evaluation.makeText { (evaluation, output) in
        evaluation.withBytes(of: text) { bytes in
          evaluation.withBytes(of: search) { search in
            evaluation.withBytes(of: replacement) { replacement in
              let found: Range<Int>?
              switch occurrence {
              case .first: found = bytes.firstRange(of: search, from: 0)
              case .last: found = bytes.lastRange(of: search)
              case .all:
                output.append(bytes, replacing: search, with: replacement)
                return
              }
              let range = found ?? bytes.count..<bytes.count
              output.append(bytes.slice(0..<range.lowerBound))
              if found != nil { output.append(replacement) }
              output.append(bytes.slice(range.upperBound..<bytes.count))
            }
          }
        }
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Where `needle` lies last; an empty one lies at the end. Linear, like `firstRange`.
  func lastRange(of needle: UnsafeRawBufferPointer) -> Range<Int>? {
    guard needle.count <= count else { return nil }
    guard !needle.isEmpty else { return count..<count }
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: needle.count) { fallback in
      let last = needle.count - 1
      fallback[0] = 0
      var matched = 0
      var i = 1
      while i < needle.count {
        while matched > 0, needle[last - i] != needle[last - matched] {
          matched = fallback[matched - 1]
        }
        if needle[last - i] == needle[last - matched] { matched += 1 }
        fallback[i] = matched
        i += 1
      }
      matched = 0
      i = count
      while i > 0 {
        i -= 1
        while matched > 0, self[i] != needle[last - matched] { matched = fallback[matched - 1] }
        if self[i] == needle[last - matched] { matched += 1 }
        if matched == needle.count { return i..<i + matched }
      }
      return nil
    }
  }
}

extension ByteBuffer {
  fileprivate mutating func append(
    _ bytes: UnsafeRawBufferPointer, replacing search: UnsafeRawBufferPointer,
    with replacement: UnsafeRawBufferPointer
  ) {
    var position = 0
    if search.isEmpty {
      for i in 0..<bytes.count where bytes[i] & 0xC0 != 0x80 {
        append(bytes.slice(position..<i))
        append(replacement)
        position = i
        if count > Evaluation.maximumText { return }
      }
      append(bytes.slice(position..<bytes.count))
      append(replacement)
      return
    }
    while let found = bytes.firstRange(of: search, from: position) {
      append(bytes.slice(position..<found.lowerBound))
      append(replacement)
      position = found.upperBound
      if count > Evaluation.maximumText { return }
    }
    append(bytes.slice(position..<bytes.count))
  }
}
