#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Threads that run beside the one that makes them, until they return.
///
/// No tasks: the thread that makes them reads and writes, and must be the one that a signal interrupts.
struct WorkerThreads: ~Copyable {
  private var threads: [pthread_t] = []

  /// Who renders needs room: threads of some C libraries have 128 KiB.
  private static let stackSize = 8 << 20

  /// Starts another thread; false if the system refuses, which leaves the work to the others.
  mutating func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    _ = pthread_attr_setstacksize(&attributes, WorkerThreads.stackSize)
    // Signals are for the thread that reads: a wait for input comes back when one arrives.
    var all = sigset_t()
    var former = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &former)
    defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
    let argument = Unmanaged.passRetained(ThreadBody(body)).toOpaque()
    guard let thread = WorkerThreads.create(&attributes, argument) else {
      Unmanaged<ThreadBody>.fromOpaque(argument).release()
      return false
    }
    threads.append(thread)
    return true
  }

  /// Waits until all have returned.
  consuming func join() {
    for thread in threads { pthread_join(thread, nil) }
  }

  #if canImport(Darwin)
    private static func create(
      _ attributes: inout pthread_attr_t, _ argument: UnsafeMutableRawPointer
    ) -> pthread_t? {
      var thread: pthread_t?
      let status = pthread_create(
        &thread, &attributes,
        {
          Unmanaged<ThreadBody>.fromOpaque($0).takeRetainedValue().run()
          return nil
        }, argument)
      return status == 0 ? thread : nil
    }
  #else
    private static func create(
      _ attributes: inout pthread_attr_t, _ argument: UnsafeMutableRawPointer
    ) -> pthread_t? {
      var thread = pthread_t()
      let status = pthread_create(
        &thread, &attributes,
        { argument in
          if let argument {
            Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
          }
          return nil
        }, argument)
      return status == 0 ? thread : nil
    }
  #endif
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
