import CampaignGraph
import CivilTime
import LiquidTemplates
import Synchronization

/// Takes all contacts of a segment through `runner`, on as many threads as the options say.
///
/// `source` and `write` are called on the calling thread only; `write` for one part of the segment after the
/// other, in the order of the file, with whole rows of whole contacts. Of several faults the one of the
/// earliest row is thrown, and everything before it has been written: the same for any number of threads
/// and any size of chunks. What the threads have counted is merged into `runner`. `begin` gets a
/// reader that has read the header, before anything is written.
func runSegment(
  schema: SegmentSchema, source: @escaping CSVReader.Source, runner: inout ContactRunner,
  claims: ContactClaims, engagement: some EngagementSource & Sendable, options: RunOptions,
  isCancelled: () -> Bool, begin: (SegmentReader) throws -> Void = { _ in },
  write: (inout SegmentChunk) throws -> Void
) throws {
  var cutter = RecordCutter(source: source, resumes: options.skipsBadRows)
  var chunks = ChunkSizes(options.chunkSize)
  let first = SharedChunk()
  var claims = claims
  let head = try first.content.withLock { chunk throws(SegmentFault) -> [UInt8] in
    repeat {
      guard try cutter.next(into: &chunk, size: chunks.size) else { throw .empty }
    } while claims.passEmptyLines(of: chunk)
    chunk.isFirst = true
    return Array(chunk.bytes[..<chunk.count])
  }
  var header = ChunkReader.reader(of: head, schema)
  try header.readHeader()
  try begin(header)
  let workers = max(1, options.workers)
  let pipeline = SegmentPipeline(
    claims: claims, workers: workers, skipsRows: options.skipsBadRows)
  let original = runner
  var threads = WorkerThreads()
  for worker in 1..<max(workers, 2) where workers > 1 {
    _ = threads.start {
      // Made on its thread: memory from there is far from that of others. It was made before, and so can be.
      guard var runner = try? original.another() else { return }
      var reader = ChunkReader(schema: schema, first: head, skipsRows: options.skipsBadRows)
      pipeline.work(worker, &runner, &reader, engagement: engagement)
    }
  }
  let fault: (any Error)?
  do {
    pipeline.add(first)
    try drive(
      pipeline, &cutter, &chunks, &runner,
      ChunkReader(schema: schema, first: head, skipsRows: options.skipsBadRows),
      engagement: engagement, isCancelled: isCancelled, write: write)
    fault = nil
  } catch {
    fault = error
  }
  pipeline.close()
  threads.join()
  if let fault { throw fault }
  for other in pipeline.takeRunners() { runner.merge(other) }
}

/// Reads, writes, and works in between, until everything is written.
private func drive(
  _ pipeline: SegmentPipeline, _ cutter: inout RecordCutter, _ chunks: inout ChunkSizes,
  _ runner: inout ContactRunner, _ reader: consuming ChunkReader,
  engagement: some EngagementSource, isCancelled: () -> Bool,
  write: (inout SegmentChunk) throws -> Void
) throws {
  var reader = reader
  var free: [SharedChunk] = []
  var readFault: SegmentFault?
  while true {
    if isCancelled() { throw RunFault.cancelled }
    switch pipeline.nextStep() {
    case .read:
      let next = free.popLast() ?? SharedChunk()
      let isMore = next.content.withLock { chunk in
        chunk.begin()
        do throws(SegmentFault) {
          return try cutter.next(into: &chunk, size: chunks.size)
        } catch {
          readFault = error
          return false
        }
      }
      if isMore { pipeline.add(next) } else { pipeline.endReading() }
    case .work(let work):
      pipeline.perform(work, &runner, &reader, engagement: engagement)
    case .write(let shared):
      let isDone = try shared.content.withLock { chunk in
        chunks.learn(from: chunk)
        try write(&chunk)
        let isDone = chunk.next >= chunk.filled
        if isDone, let fault = chunk.fault { throw fault.error }
        chunk.removeOutput()
        return isDone
      }
      if isDone {
        pipeline.removeFirst()
        free.append(shared)
      } else {
        pipeline.putBack(shared)
      }
    case .end:
      if let readFault { throw readFault }
      return
    }
  }
}

/// How much of a segment makes one chunk: less where contacts have many or long rows.
private struct ChunkSizes {
  private(set) var size: Int
  private let most: Int

  /// Small pieces cost time, large ones memory: what is on its way is to stay in the caches.
  private static let least = 1 << 13
  private static let output = 1 << 18

  init(_ most: Int) {
    self.most = min(max(1, most), 1 << 20)
    size = min(self.most, ChunkSizes.least)
  }

  mutating func learn(from chunk: borrowing SegmentChunk) {
    let rows = chunk.manifest.count + chunk.actions.count
    if rows > 2 * ChunkSizes.output {
      size = max(min(ChunkSizes.least, most), size / 2)
    } else if rows < ChunkSizes.output {
      size = min(most, 2 * size)
    }
  }
}
