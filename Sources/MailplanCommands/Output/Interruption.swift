import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Signals that ask a run to stop are only noted; long work looks here between records.
enum Interruption {
  private static let noted = Atomic<Int32>(0)

  /// SIGPIPE and SIGXFSZ become write errors; SIGINT, SIGTERM and SIGHUP end the process at once.
  static func install() {
    noted.store(0, ordering: .relaxed)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // A parent may hand down a mask that blocks them: the worker threads of libdispatch do.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&wanted, number) }
    sigprocmask(SIG_UNBLOCK, &wanted, nil)
  }

  /// SIGINT, SIGTERM and SIGHUP are noted, the last one unless `nohup` has switched it off: for work that looks at
  /// `status`, before it opens its files.
  static func note() {
    // Without SA_RESTART: a read that waits for input comes back, and the wait can be given up.
    var action = sigaction()
    #if os(Linux)
      action.__sigaction_handler.sa_handler = { Interruption.noted.store($0, ordering: .relaxed) }
    #else
      action.__sigaction_u.__sa_handler = { Interruption.noted.store($0, ordering: .relaxed) }
    #endif
    for number in [SIGINT, SIGTERM, SIGHUP] where number != SIGHUP || !isIgnored(number) {
      sigaction(number, &action, nil)
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    let former = signal(number, SIG_IGN)
    signal(number, former)
    // Function pointers cannot be compared but by their bits.
    return unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// The exit status that was asked for, if any.
  static var status: ExitStatus? {
    switch noted.load(ordering: .relaxed) {
    case 0: nil
    case SIGTERM: .terminated
    case SIGHUP: .hungUp
    default: .interrupted
    }
  }
}
