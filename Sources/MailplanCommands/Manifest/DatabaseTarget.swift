/// A manifest in one table of a SQLite database, for questions in SQL.
///
/// The database is made under a temporary name like any other output, and is complete or absent.
final class DatabaseTarget: ManifestTarget {
  private var file: FileOutput
  private var database: SQLiteDatabase?
  private var insertion: SQLiteStatement?
  private let columns: [ManifestColumn]
  private var reader = ManifestRowReader()
  private var text: [UInt8] = []

  static let table = "messages"
  /// The columns that people look rows up by.
  private static let indexed: [[ManifestColumn]] = [
    [.contact], [.step, .outcome], [.sendAt], [.reason], [.messageID],
  ]

  init(_ path: String, hasBodies: Bool) throws {
    file = try FileOutput(path)
    guard let name = file.temporaryName else {
      throw OutputFault(path: path, reason: "is no plain file", isClosedPipe: false)
    }
    columns = ManifestColumn.allCases.filter { hasBodies || !$0.isBody }
    let database = try SQLiteDatabase(name, shownAs: path)
    // Nothing to roll back to: an unfinished file is removed. One fsync at the end is `FileOutput`'s.
    try database.run("PRAGMA journal_mode = OFF")
    try database.run("PRAGMA synchronous = OFF")
    try database.run("PRAGMA locking_mode = EXCLUSIVE")
    try database.run("PRAGMA cache_size = -16384")
    try database.run("PRAGMA page_size = 8192")
    let definitions = columns.map { "\"\($0.rawValue)\" \($0.sqlType)" }.joined(separator: ", ")
    try database.run("CREATE TABLE \(DatabaseTarget.table) (\(definitions))")
    try database.run("BEGIN")
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    insertion = try database.prepare("INSERT INTO \(DatabaseTarget.table) VALUES (\(places))")
    self.database = database
  }

  func write(_ rows: UnsafeRawBufferPointer) throws {
    guard let insertion else { return }
    try forEachRow(in: rows) { row in
      reader.read(row)
      for (index, column) in columns.enumerated() {
        let value = UnsafeRawBufferPointer(rebasing: row[reader[column]])
        try bind(value, of: column, to: insertion, at: index)
      }
      try insertion.run()
    }
  }

  func finish() throws {
    insertion = nil
    guard let database else { return }
    try database.run("COMMIT")
    for columns in DatabaseTarget.indexed {
      let names = columns.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      let name = "by_" + columns.map(\.rawValue).joined(separator: "_")
      try database.run("CREATE INDEX \(name) ON \(DatabaseTarget.table) (\(names))")
    }
    // Lets the planner choose between the indexes.
    try database.run("ANALYZE")
    try database.close()
    self.database = nil
    try file.flush()
  }

  func commit() throws { try file.commit() }

  private func bind(
    _ value: UnsafeRawBufferPointer, of column: ManifestColumn, to insertion: SQLiteStatement,
    at index: Int
  ) throws {
    switch value.first {
    case nil, UInt8(ascii: "n"): try insertion.bindNull(at: index)
    case UInt8(ascii: "\""):
      text.removeAll(keepingCapacity: true)
      appendText(ofJSON: value, to: &text)
      try text.withUnsafeBytes { try insertion.bind(text: $0, at: index) }
    case UInt8(ascii: "t"): try insertion.bind(1, at: index)
    case UInt8(ascii: "f"): try insertion.bind(0, at: index)
    case UInt8(ascii: "["), UInt8(ascii: "{"): try insertion.bind(text: value, at: index)
    default:
      try insertion.bind(Int64(String(decoding: value, as: UTF8.self)) ?? 0, at: index)
    }
  }
}

extension ManifestColumn {
  fileprivate var sqlType: String {
    switch content {
    case .text, .json: "TEXT"
    case .integer, .flag: "INTEGER"
    }
  }
}
