extension RecordCutter {
  private enum State {
    case bare
    case quoted
    /// A fault: the rest of the line is passed over.
    case lost
  }

  /// Where the last record or faulty line ends, by the rules of `CSVScanner` and `CSVReader`.
  func lastCutByRules(_ bytes: [UInt8], _ length: Int) -> Int? {
    var cut: Int?
    var state = State.bare
    var fieldStart = 0
    var cells = 1
    var index = 0
    while index < length {
      let byte = bytes[index]
      let isBreak = byte == 0x0A || byte == 0x0D
      switch state {
      case .quoted:
        if byte == 0 {
          state = .lost
        } else if byte == UInt8(ascii: "\"") {
          guard index + 1 < length else { return cut }
          switch bytes[index + 1] {
          case UInt8(ascii: "\""): index += 1
          case UInt8(ascii: ","), 0x0A, 0x0D: state = .bare
          default: state = .lost
          }
        }
      case .bare, .lost:
        if isBreak {
          if byte == 0x0D {
            // Its LF may not have been read yet.
            guard index + 1 < length else { return cut }
            if bytes[index + 1] == 0x0A { index += 1 }
          }
          cut = index + 1
          state = .bare
          fieldStart = index + 1
          cells = 1
        } else if state == .bare {
          switch byte {
          case UInt8(ascii: ","):
            cells += 1
            if cells > CSVScanner.maxCells { state = .lost }
            fieldStart = index + 1
          case UInt8(ascii: "\""): state = index == fieldStart ? .quoted : .lost
          case 0: state = .lost
          default: break
          }
        }
      }
      index += 1
    }
    return cut
  }
}
