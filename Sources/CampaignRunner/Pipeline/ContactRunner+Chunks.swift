import CampaignGraph
import LiquidTemplates

extension ContactRunner {
  /// Runs the contacts of a chunk that have not been run yet, until their rows have so many bytes.
  mutating func run(
    _ chunk: inout SegmentChunk, atMost size: Int, engagement: some EngagementSource
  ) {
    swapOutput(with: &chunk)
    defer { swapOutput(with: &chunk) }
    while chunk.next < chunk.filled, rows.manifest.count + rows.actions.count < size {
      let index = chunk.next
      chunk.next += 1
      if case .rejected(let fault) = chunk.contacts[index].standing {
        chunk.rejects.append(RejectedRow(chunk.contacts[index], fault: fault))
        continue
      }
      let (manifest, actions) = (rows.manifest.count, rows.actions.count)
      do throws(RunFault) {
        try run(&chunk.contacts[index], engagement: engagement)
      } catch {
        // What comes before the row has been made, and nothing of it.
        rows.manifest.truncate(to: manifest)
        rows.actions.truncate(to: actions)
        chunk.fault = .run(error)
        chunk.filled = index
        chunk.next = index
        return
      }
      if rows.tally != nil {
        rows.tally?.finish(stepper.contact)
        rows.manifest.removeAll()
        rows.actions.removeAll()
      }
    }
  }

  private mutating func swapOutput(with chunk: inout SegmentChunk) {
    swap(&rows.manifest, &chunk.manifest)
    swap(&rows.actions, &chunk.actions)
    swap(&timelines, &chunk.timelines)
    swap(&composed, &chunk.composed)
  }

  /// Adds what another worker of the same run has counted.
  mutating func merge(_ other: ContactRunner) {
    rows.counts.merge(other.counts)
    seen.merge(other.seen)
    if let tally = other.rows.tally { rows.tally?.merge(tally) }
  }
}
