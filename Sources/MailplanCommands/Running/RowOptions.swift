import ArgumentParser

/// What `preview` and `run` do with rows that cannot be read as a contact.
struct RowOptions: ParsableArguments {
  enum Rows: String, ExpressibleByArgument, CaseIterable {
    case stop
    case skip
  }

  @Option(
    help: ArgumentHelp(
      "What to do at a bad row: stop without an output, or skip it and go on.", valueName: "what"))
  var rows: Rows = .stop

  @Option(
    help: ArgumentHelp(
      "Where the rows that are skipped are written, as CSV with the reasons.", valueName: "file"))
  var rejects: String?

  @Option(
    name: .customLong("max-rejects"),
    help: ArgumentHelp(
      "End with 0 if no more rows than this are skipped: a number, or a share such as 0.5%.",
      valueName: "limit"),
    transform: RejectLimit.init(written:))
  var most = RejectLimit.rows(0)

  func validate() throws {
    guard rows == .stop else {
      if rejects?.isEmpty == true { throw ValidationError("--rejects needs a file name") }
      return
    }
    if rejects != nil { throw ValidationError("--rejects needs --rows skip") }
    if most != .rows(0) { throw ValidationError("--max-rejects needs --rows skip") }
  }
}

/// How many rows may be left out of a run that is still a success.
enum RejectLimit: Equatable {
  case rows(Int)
  /// Of a hundred rows.
  case percent(Double)

  init(written text: String) throws {
    if let rows = Int(text), rows >= 0 {
      self = .rows(rows)
    } else if text.hasSuffix("%"),
      text.utf8.dropLast().allSatisfy({ 0x30...0x39 ~= $0 || $0 == 0x2E }),
      let percent = Double(text.dropLast()), percent <= 100
    {
      self = .percent(percent)
    } else {
      throw ValidationError("a limit is a number of rows, or a share of them such as 0.5%")
    }
  }

  func allows(_ rejected: Int, of rows: Int) -> Bool {
    switch self {
    case .rows(let most): rejected <= most
    case .percent(let percent): Double(rejected) * 100 <= percent * Double(rows)
    }
  }
}
