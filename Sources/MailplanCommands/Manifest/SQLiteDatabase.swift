import CSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A connection to a SQLite file that this process alone uses.
final class SQLiteDatabase {
  private var handle: OpaquePointer?
  /// How messages name the file.
  let path: String

  init(_ file: String, shownAs path: String) throws(OutputFault) {
    self.path = path
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    // Without locks: nobody else knows the name.
    let code = sqlite3_open_v2(file, &handle, flags, "unix-none")
    guard code == SQLITE_OK else {
      let fault = fault(code)
      sqlite3_close(handle)
      handle = nil
      throw fault
    }
  }

  deinit { sqlite3_close_v2(handle) }

  func run(_ statement: String) throws(OutputFault) {
    let code = sqlite3_exec(handle, statement, nil, nil, nil)
    guard code == SQLITE_OK else { throw fault(code) }
  }

  func prepare(_ text: String) throws(OutputFault) -> SQLiteStatement {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v2(handle, text, -1, &statement, nil)
    guard code == SQLITE_OK, let statement else { throw fault(code) }
    return SQLiteStatement(statement, of: self)
  }

  func close() throws(OutputFault) {
    let code = sqlite3_close(handle)
    guard code == SQLITE_OK else { throw fault(code) }
    handle = nil
  }

  /// What went wrong, in the system's words where the system is to blame.
  func fault(_ code: Int32) -> OutputFault {
    let system = handle.map { sqlite3_system_errno($0) } ?? 0
    let isOurs =
      code & 0xFF == SQLITE_IOERR || code & 0xFF == SQLITE_FULL || code & 0xFF == SQLITE_CANTOPEN
    let words = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
    // SQLite drops the number where a write came back short: the disk is full then.
    let isFull = code & 0xFF == SQLITE_FULL
    let reason =
      isOurs && system != 0 ? systemReason(system) : isFull ? systemReason(ENOSPC) : words
    return OutputFault(path: path, reason: reason, isClosedPipe: false)
  }
}

/// A statement that is run again and again with other values.
final class SQLiteStatement {
  private let handle: OpaquePointer
  private let database: SQLiteDatabase

  fileprivate init(_ handle: OpaquePointer, of database: SQLiteDatabase) {
    self.handle = handle
    self.database = database
  }

  deinit { sqlite3_finalize(handle) }

  func bindNull(at index: Int) throws(OutputFault) {
    try check(sqlite3_bind_null(handle, Int32(index + 1)))
  }

  func bind(_ value: Int64, at index: Int) throws(OutputFault) {
    try check(sqlite3_bind_int64(handle, Int32(index + 1), value))
  }

  /// The text is copied.
  func bind(text: UnsafeRawBufferPointer, at index: Int) throws(OutputFault) {
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    let base = text.baseAddress?.assumingMemoryBound(to: CChar.self)
    // An empty text without an address would be null.
    try check(
      base == nil
        ? sqlite3_bind_text64(handle, Int32(index + 1), "", 0, transient, UInt8(SQLITE_UTF8))
        : sqlite3_bind_text64(
          handle, Int32(index + 1), base, UInt64(text.count), transient, UInt8(SQLITE_UTF8)))
  }

  func run() throws(OutputFault) {
    let code = sqlite3_step(handle)
    let fault = code == SQLITE_DONE ? nil : database.fault(code)
    sqlite3_reset(handle)
    if let fault { throw fault }
  }

  private func check(_ code: Int32) throws(OutputFault) {
    guard code == SQLITE_OK else { throw database.fault(code) }
  }
}
