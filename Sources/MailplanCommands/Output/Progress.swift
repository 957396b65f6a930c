/// A bar on a terminal's standard error, or a count where the end is not known; silent for short work and for files.
struct Progress {
  private let isShown: Bool
  private let started = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?

  init() { isShown = StandardStream.error.isTerminal }

  /// - Parameter share: of the input that has been read, 0 to 1; nil if its size is not known.
  mutating func show(contacts: Int, share: Double?) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - started > .milliseconds(500) else { return }
    if let lastShown, now - lastShown < .milliseconds(100) { return }
    lastShown = now
    StandardStream.error.tell("\r\u{1B}[K" + Progress.line(contacts: contacts, share: share))
  }

  /// `[██████████                    ]  35 %  35000 contacts`, 30 places wide.
  static func line(contacts: Int, share: Double?) -> String {
    guard let share, share.isFinite else { return "\(contacts) contacts" }
    let done = min(max(share, 0), 1)
    let full = Int(done * 30)
    let bar = String(repeating: "█", count: full) + String(repeating: " ", count: 30 - full)
    return "[\(bar)]" + pad(number: Int(done * 100), 4) + " %  \(contacts) contacts"
  }

  /// Takes the line away. Not left to a deinitialiser: that of a captured variable was seen not to run.
  mutating func clear() {
    if lastShown != nil { StandardStream.error.tell("\r\u{1B}[K") }
    lastShown = nil
  }
}
