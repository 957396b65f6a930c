import CivilTime
import Diagnostics
import JSONText
import LiquidTemplates

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The columns of the benchmark's contacts, in the order of the cells.
let scope = TemplateScope(
  columns: [
    .init(name: "first_name", type: .string, isNullable: false),
    .init(name: "last_name", type: .string, isNullable: false),
    .init(name: "email", type: .email, isNullable: false),
    .init(name: "company", type: .string, isNullable: false),
    .init(name: "city", type: .string, isNullable: false),
    .init(name: "plan", type: .enumeration(["free", "pro", "team"]), isNullable: false),
    .init(name: "team_size", type: .integer, isNullable: false),
    .init(name: "price", type: .decimal, isNullable: false),
    .init(name: "joined", type: .date, isNullable: false),
    .init(name: "is_owner", type: .boolean, isNullable: false),
    .init(name: "code", type: .string, isNullable: false),
    .init(name: "tasks", type: .list(of: .string, separator: ";"), isNullable: false),
  ], segment: "benchmark")

func compile(_ bytes: [UInt8], path: String) throws -> Template {
  var findings = Findings()
  let source = TemplateSource(main: MappedText(SourceFile(path: path, bytes: bytes)))
  guard let template = compileTemplate(source, context: .html, scope: scope, into: &findings)
  else { throw Misuse.doesNotCompile(findings.all.map(\.message)) }
  return template
}

/// Prints the seconds that so many templates take; no two of them are the same.
func measureCompiling(_ bytes: [UInt8], count: Int) throws {
  let texts = (0..<count).map { bytes + Array("<!-- \($0) -->".utf8) }
  let start = processorSeconds()
  for text in texts { _ = try compile(text, path: "email.html.liquid") }
  let seconds = processorSeconds() - start
  writeLine([
    "templates": .integer(Int64(count)), "bytes": .integer(Int64(bytes.count)),
    "milliseconds": .integer(Int64(seconds * 1000)),
  ])
}

/// A row for each object of a JSON array; decimals are given in hundredths.
func readContacts(_ bytes: [UInt8]) throws -> [ContactRow] {
  guard let contacts = try parseJSON(bytes).arrayValue, !contacts.isEmpty else {
    throw Misuse.unreadable("no contacts")
  }
  return try contacts.map { contact in
    var row = ContactRow()
    for column in scope.columns {
      guard let value = contact[column.name],
        let cell = cell(of: value, column.type, in: &row)
      else { throw Misuse.unreadable(column.name) }
      row.cells.append(cell)
    }
    return row
  }
}

private func cell(of value: JSONValue, _ type: ColumnType, in row: inout ContactRow) -> Cell? {
  switch (type, value) {
  case (.integer, .integer(let number)): return .integer(number)
  case (.boolean, .boolean(let flag)): return .boolean(flag)
  case (.decimal, .integer(let cents)):
    return .decimal(ExactDecimal(coefficient: Int128(cents), scale: 2))
  case (.date, .string(let text)):
    return CivilDate(text).map { .date($0) }
  case (.list, .array(let items)):
    let cells = items.compactMap { $0.stringValue.map { row.storeText($0.utf8) } }
    row.items += cells
    return .list(start: Int32(row.items.count - cells.count), count: Int32(cells.count))
  case (_, .string(let text)): return row.storeText(text.utf8)
  default: return nil
  }
}

func readFile(_ path: String) throws -> [UInt8] {
  guard let file = fopen(path, "r") else { throw Misuse.unreadable(path) }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { return bytes }
    bytes += chunk[..<count]
  }
}

func writeLine(_ value: JSONValue) {
  print(String(decoding: value.serialized(), as: UTF8.self))
}

/// User and system time of this process.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Says how many allocations there were, if count_allocations.so was loaded with this program.
func allocationCounter() -> (@convention(c) () -> Int64)? {
  guard let handle = dlopen(nil, RTLD_NOW), let symbol = dlsym(handle, "count_of_allocations")
  else { return nil }
  return unsafeBitCast(symbol, to: (@convention(c) () -> Int64).self)
}
