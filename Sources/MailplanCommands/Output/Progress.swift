/// A line on a terminal's standard error that counts contacts; silent for short work and for files.
struct Progress: ~Copyable {
  private let isShown: Bool
  private let started = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?

  init() { isShown = StandardStream.error.isTerminal }

  mutating func show(contacts: Int) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - started > .milliseconds(500) else { return }
    if let lastShown, now - lastShown < .milliseconds(100) { return }
    lastShown = now
    StandardStream.error.tell("\r\u{1B}[K\(contacts) contacts")
  }

  deinit {
    if lastShown != nil { StandardStream.error.tell("\r\u{1B}[K") }
  }
}
