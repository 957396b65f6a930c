import CampaignGraph
import LiquidTemplates
import Synchronization

/// What the threads of a run share: the chunks that are on their way, and what is settled in their order.
///
/// A chunk is read and cut, prepared, claimed, run and written. Only reading, claiming and writing are done
/// in order and by one thread at a time; chunks that are on their way are bounded in number, and the rows
/// that a chunk holds in size, so that memory does not grow with the segment.
final class SegmentPipeline: Sendable {
  fileprivate enum Stage {
    case read(SharedChunk)
    case prepared(SharedChunk)
    case claimed(SharedChunk)
    case done(SharedChunk)
    /// In the hands of a thread, before and after it is settled what its contacts take.
    case preparing
    case running
  }

  /// What a thread is to do with a chunk.
  enum Work {
    case prepare(SharedChunk, number: Int)
    case claim(SharedChunk, number: Int)
    case run(SharedChunk, number: Int)
  }

  /// What the thread that reads and writes is to do.
  enum Step {
    /// To be given back with `putBack` if not all of its contacts have been run.
    case write(SharedChunk)
    case read
    case work(Work)
    case end
  }

  fileprivate struct State: Sendable {
    /// In the order of the file; the first has the number `first`.
    var stages: [Stage] = []
    var first = 0
    /// A thread is settling what is next in order.
    var isClaiming = false
    var isRead = false
    var isClosed = false
    var runners: [ContactRunner] = []
  }

  private let state = Monitor(State())
  private let claims: Mutex<ContactClaims>
  private let limit: Int
  private let skipsRows: Bool

  /// Contacts of a chunk are run until they have so many bytes of rows, then these are written first.
  static let mostOutput = 1 << 19

  init(claims: ContactClaims, workers: Int, skipsRows: Bool) {
    self.claims = Mutex(claims)
    limit = workers == 1 ? 1 : 2 * workers
    self.skipsRows = skipsRows
  }

  /// Does what there is to do, until the pipeline is closed. Workers are numbered from 1 on; 0 is the thread that
  /// reads and writes.
  func work(
    _ worker: Int, _ runner: inout ContactRunner, _ reader: inout ChunkReader,
    engagement: some EngagementSource
  ) {
    while let work = nextWork(worker) {
      perform(work, &runner, &reader, engagement: engagement)
    }
    let runner = runner
    state.change { $0.runners.append(runner) }
  }

  /// nil once the pipeline is closed.
  private func nextWork(_ worker: Int) -> Work? {
    let answer: Step = state.wait { state in
      state.isClosed ? .end : state.takeWork(worker).map { .work($0) }
    }
    if case .work(let work) = answer { return work }
    return nil
  }

  /// The next thing to do for the thread that reads and writes; waits as long as there is none.
  func nextStep() -> Step {
    state.wait { [limit] state in
      if case .done(let chunk) = state.stages.first {
        state.stages[0] = .running
        return .write(chunk)
      }
      if !state.isRead, state.stages.count < limit { return .read }
      if let work = state.takeWork(0) { return .work(work) }
      return state.stages.isEmpty ? .end : nil
    }
  }

  func perform(
    _ work: Work, _ runner: inout ContactRunner, _ reader: inout ChunkReader,
    engagement: some EngagementSource
  ) {
    switch work {
    case .prepare(let chunk, let number):
      chunk.content.withLock { reader.prepare(&$0, with: &runner, engagement: engagement) }
      put(.prepared(chunk), number)
    case .claim(let chunk, let number):
      chunk.content.withLock { chunk in
        claims.withLock { $0.claim(&chunk, skipsRows: skipsRows) }
      }
      state.change { state in
        state.isClaiming = false
        state.stages[number - state.first] = .claimed(chunk)
      }
    case .run(let chunk, let number):
      chunk.content.withLock {
        runner.run(&$0, atMost: SegmentPipeline.mostOutput, engagement: engagement)
      }
      put(.done(chunk), number)
    }
  }

  func add(_ chunk: SharedChunk) {
    state.change { $0.stages.append(.read(chunk)) }
  }

  /// Nothing more will be added.
  func endReading() { state.change { $0.isRead = true } }

  /// The first chunk is written, but has contacts left.
  func putBack(_ chunk: SharedChunk) {
    state.change { $0.stages[0] = .claimed(chunk) }
  }

  /// The first chunk is done with.
  func removeFirst() {
    state.change { state in
      state.stages.removeFirst()
      state.first += 1
    }
  }

  /// Lets the threads end, each after what it has in hand.
  func close() { state.change { $0.isClosed = true } }

  /// The runners of the threads that have ended.
  func takeRunners() -> [ContactRunner] {
    state.change { state in
      defer { state.runners = [] }
      return state.runners
    }
  }

  private func put(_ stage: Stage, _ number: Int) {
    state.change { $0.stages[number - $0.first] = stage }
  }
}

extension SegmentPipeline.State {
  /// What keeps others from working comes first, then what is nearest to its end.
  ///
  /// A worker keeps to chunks that it has prepared, and prepared before: memory that two processors write to
  /// travels between their caches (a million contacts took a third more time in all). Those of others it takes
  /// before it has nothing to do.
  fileprivate mutating func takeWork(_ worker: Int) -> SegmentPipeline.Work? {
    if let (index, chunk) = nextClaim, chunk.owner == worker { return claim(chunk, index) }
    if let work = takeClaimed(where: { $0.owner == worker }) { return work }
    if let work = takeRead(by: worker, where: { $0.owner == worker }) { return work }
    if let work = takeRead(by: worker, where: { _ in true }) { return work }
    if let (index, chunk) = nextClaim { return claim(chunk, index) }
    return takeClaimed { _ in true }
  }

  private mutating func claim(_ chunk: SharedChunk, _ index: Int) -> SegmentPipeline.Work {
    isClaiming = true
    stages[index] = .preparing
    return .claim(chunk, number: first + index)
  }

  private mutating func takeClaimed(where isFit: (SharedChunk) -> Bool) -> SegmentPipeline.Work? {
    for index in stages.indices {
      guard case .claimed(let chunk) = stages[index], isFit(chunk) else { continue }
      stages[index] = .running
      return .run(chunk, number: first + index)
    }
    return nil
  }

  private mutating func takeRead(
    by worker: Int, where isFit: (SharedChunk) -> Bool
  ) -> SegmentPipeline.Work? {
    for index in stages.indices {
      guard case .read(let chunk) = stages[index], isFit(chunk) else { continue }
      stages[index] = .preparing
      chunk.owner = worker
      return .prepare(chunk, number: first + index)
    }
    return nil
  }

  /// The first chunk that is not settled, if it is prepared.
  private var nextClaim: (index: Int, chunk: SharedChunk)? {
    if isClaiming { return nil }
    for index in stages.indices {
      switch stages[index] {
      case .claimed, .done, .running: continue
      case .prepared(let chunk): return (index, chunk)
      case .read, .preparing: return nil
      }
    }
    return nil
  }
}

/// A chunk that threads hand to each other, one of them at a time.
final class SharedChunk: Sendable {
  let content = Mutex(SegmentChunk())
  private let worker = Atomic(-1)

  /// The worker that has prepared it last; -1 for none.
  var owner: Int {
    get { worker.load(ordering: .relaxed) }
    set { worker.store(newValue, ordering: .relaxed) }
  }
}
