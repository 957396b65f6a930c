import CivilTime
import Foundation
import Testing

/// One row of a table about time: what a contact gets, and when, in words that a marketer reads.
///
/// Tables stand in Markdown files; one with the columns `now` and `the mail goes out` is read.
struct TimeVector: Sendable, CustomTestStringConvertible {
  /// `Tests/Time/waits.md:12`
  let place: String
  private let cells: [String: String]

  /// Empty for a column that the table does not have.
  subscript(_ column: String) -> String { cells[column] ?? "" }

  var testDescription: String { place }

  /// The folder of `Package.swift`.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The rows of all tables of a file, in order.
  static func all(in path: String) -> [TimeVector] {
    guard
      let text = try? String(
        contentsOf: repository.appending(path: path), encoding: .utf8)
    else { return [] }
    var vectors: [TimeVector] = []
    var names: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard line.hasPrefix("|") else {
        names = []
        continue
      }
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .dropFirst().dropLast()
        .map { $0.replacing("`", with: "").trimmingCharacters(in: .whitespaces) }
      if names.isEmpty {
        names = cells
      } else if names.contains("now"), names.contains("the mail goes out"),
        cells.contains(where: { $0.contains { $0 != "-" } })
      {
        vectors.append(
          TimeVector(
            place: "\(path):\(index + 1)",
            cells: Dictionary(zip(names, cells)) { first, _ in first }))
      }
    }
    return vectors
  }
}

/// `Wed 2023-12-20 08:00`, with seconds and an offset if they matter.
struct WrittenLocal {
  let local: LocalDateTime
  /// Seconds ahead of UTC.
  let offset: Int32?

  /// Throws for what is no time, and for a weekday that is not that of the date.
  init(_ text: String) throws {
    let words = text.split(separator: " ").map(String.init)
    guard words.count >= 3, words.count <= 4, let date = CivilDate(words[1]),
      let time = LocalTime(words[2]),
      words[0].lowercased() == Weekdays.names[date.weekdayIndex]
    else { throw NotATime(text: text) }
    local = LocalDateTime(date: date, time: time)
    if words.count == 4 {
      guard case .instant(let instant) = WrittenTimestamp("\(words[1])T\(words[2])\(words[3])")
      else { throw NotATime(text: text) }
      offset = Int32(truncatingIfNeeded: local.clockSeconds - instant.seconds)
    } else {
      offset = nil
    }
  }

  /// The instant at which it is meant in a zone; throws unless it exists there, and only once if it has no
  /// offset.
  func instant(in zone: ZoneRules) throws -> Instant {
    if let offset {
      let instant = local.instant(offset: offset)
      guard zone.offset(at: instant) == offset else { throw NotATime(text: "\(local)") }
      return instant
    }
    let resolved = zone.instant(of: local)
    guard resolved.shift == .none else { throw NotATime(text: "\(local)") }
    return resolved.instant
  }
}
