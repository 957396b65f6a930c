/// What Unicode says of characters beyond ASCII, as far as addresses need it; unpacked at first use.
///
/// Tables of our own, because those of a system differ from machine to machine, and the same segment must
/// give the same manifest on all of them.
struct UnicodeTables: Sendable {
  static let shared = UnicodeTables()

  /// Controls, unassigned and private characters, and separators.
  let refused: RangeTable
  /// Characters that join the one before them.
  let marks: RangeTable
  /// Canonical combining classes; 0 is not in it.
  let combining: RangeTable
  /// Characters that a label may hold (IDNA 2008, some in a context only), by their direction.
  let hostname: RangeTable
  let scripts: RangeTable
  let decompositions: DecompositionTable
  let mapping: MappingTable

  private init() {
    refused = RangeTable(UnicodeTables.refusedData, hasValues: false)
    marks = RangeTable(UnicodeTables.marksData, hasValues: false)
    combining = RangeTable(UnicodeTables.combiningData)
    hostname = RangeTable(UnicodeTables.hostnameData)
    scripts = RangeTable(UnicodeTables.scriptData)
    decompositions = DecompositionTable(UnicodeTables.decompositionData)
    mapping = MappingTable(UnicodeTables.mappingData)
  }

  /// The script of a character, as far as a context asks for it.
  enum Script {
    static let greek: UInt8 = 1
    static let hebrew: UInt8 = 2
    /// Hiragana, Katakana and Han.
    static let japanese: UInt8 = 3
  }

  /// The numbers of a packed table: see `make_unicode_tables.py`.
  static func numbers(_ data: StaticString) -> [UInt32] {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(data.utf8CodeUnitCount / 2)
    let more = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&*".utf8)
    var digits = [UInt8](repeating: 0, count: 128)
    for (digit, sign) in more.enumerated() { digits[Int(sign)] = UInt8(digit) }
    data.withUTF8Buffer { signs in
      var number: UInt32 = 0
      for sign in signs where sign < 0x80 {
        switch sign {
        case 0x30...0x39: number = number << 5 | UInt32(sign - 0x30)
        case 0x61...0x76: number = number << 5 | UInt32(sign - 0x61 + 10)
        default:
          number = number << 5 | UInt32(digits[Int(sign)])
          continue
        }
        numbers.append(number)
        number = 0
      }
    }
    return numbers
  }
}

/// Ranges of code points with a value each.
struct RangeTable: Sendable {
  private var starts: [UInt32] = []
  private var ends: [UInt32] = []
  private var values: [UInt8] = []

  init(_ data: StaticString, hasValues: Bool = true) {
    let numbers = UnicodeTables.numbers(data)
    var end: UInt32 = 0
    var index = 0
    while index + (hasValues ? 2 : 1) < numbers.count {
      starts.append(end + numbers[index])
      end += numbers[index] + numbers[index + 1]
      ends.append(end)
      values.append(hasValues ? UInt8(truncatingIfNeeded: numbers[index + 2]) : 1)
      index += hasValues ? 3 : 2
    }
  }

  /// nil for what is in no range.
  subscript(scalar: UInt32) -> UInt8? {
    guard let index = starts.lastIndex(notAbove: scalar), scalar < ends[index] else { return nil }
    return values[index]
  }

  func contains(_ scalar: UInt32) -> Bool { self[scalar] != nil }
}

/// Canonical decompositions of one step, and which pairs are put together again.
struct DecompositionTable: Sendable {
  private var scalars: [UInt32] = []
  private var firsts: [UInt32] = []
  private var seconds: [UInt32] = []
  /// First and second of what is put together, ascending, and the scalar that they make.
  private var pairs: [UInt64] = []
  private var composites: [UInt32] = []

  init(_ data: StaticString) {
    let numbers = UnicodeTables.numbers(data)
    var scalar: UInt32 = 0
    var composed: [(pair: UInt64, scalar: UInt32)] = []
    for index in stride(from: 0, to: numbers.count - 2, by: 3) {
      scalar += numbers[index]
      let (first, second) = (numbers[index + 1], numbers[index + 2] >> 1)
      scalars.append(scalar)
      firsts.append(first)
      seconds.append(second)
      if numbers[index + 2] & 1 == 1 {
        composed.append((UInt64(first) << 32 | UInt64(second), scalar))
      }
    }
    composed.sort { $0.pair < $1.pair }
    pairs = composed.map(\.pair)
    composites = composed.map(\.scalar)
  }

  /// `second` is 0 where there is none; nil for what stays as it is.
  func parts(of scalar: UInt32) -> (first: UInt32, second: UInt32)? {
    guard let index = scalars.lastIndex(notAbove: scalar), scalars[index] == scalar else {
      return nil
    }
    return (firsts[index], seconds[index])
  }

  func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
    let pair = UInt64(first) << 32 | UInt64(second)
    guard let index = pairs.lastIndex(notAbove: pair), pairs[index] == pair else { return nil }
    return composites[index]
  }
}

/// What the characters of a domain become before it is looked at (UTS 46).
struct MappingTable: Sendable {
  private struct Run: Sendable {
    let start: UInt32
    let count: UInt32
    /// 0: all become the same; else there is one every so many characters, and the text grows by as many.
    let step: UInt32
    let textStart: Int32
    let textCount: Int32
  }

  private var starts: [UInt32] = []
  private var runs: [Run] = []
  private var texts: [UInt32] = []

  init(_ data: StaticString) {
    let numbers = UnicodeTables.numbers(data)
    var start: UInt32 = 0
    var index = 0
    while index + 1 < numbers.count {
      start += numbers[index]
      let packed = numbers[index + 1]
      let length = Int(packed & 31)
      guard index + 2 + length <= numbers.count else { break }
      starts.append(start)
      runs.append(
        Run(
          start: start, count: (packed >> 5) / 3, step: (packed >> 5) % 3,
          textStart: Int32(texts.count), textCount: Int32(length)))
      texts += numbers[(index + 2)..<(index + 2 + length)]
      index += 2 + length
    }
  }

  /// Appends what a scalar becomes: nothing, another, or several.
  func append(_ scalar: UInt32, to text: inout [UInt32]) {
    guard let index = starts.lastIndex(notAbove: scalar) else { return text.append(scalar) }
    let run = runs[index]
    let distance = scalar - run.start
    let step = max(run.step, 1)
    guard distance % step == 0, distance / step < run.count else { return text.append(scalar) }
    let growth = run.step == 0 ? 0 : distance
    for place in Int(run.textStart)..<Int(run.textStart + run.textCount) {
      text.append(texts[place] + growth)
    }
  }
}

extension [UInt32] {
  /// The place of the last element that is not above; the array is ascending.
  fileprivate func lastIndex(notAbove element: UInt32) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= element { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}

extension [UInt64] {
  fileprivate func lastIndex(notAbove element: UInt64) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= element { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
