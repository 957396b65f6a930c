import Diagnostics

/// Applies the fixes of findings to the files they are about; those that touch what another has changed are
/// left for the next pass.
struct FixPass {
  let allowed: Set<Fix.Applicability>
  /// Resolved folders: nothing outside of them is touched.
  let roots: Set<String>

  /// - Parameter findings: sorted.
  /// - Returns: how many were mended.
  func apply(_ findings: [Diagnostic], to edits: inout EditedFiles) -> Int {
    var plans: [String: FilePlan] = [:]
    var places: [String: String?] = [:]
    var count = 0
    for finding in findings {
      guard let fix = finding.fix, allowed.contains(fix.applicability), !fix.edits.isEmpty else {
        continue
      }
      var touched: [(plan: String, edit: Fix.Edit)] = []
      for edit in fix.edits {
        let file = edit.range.file
        let place = places[file.path] ?? place(of: file, edits)
        places[file.path] = place
        guard let place else { break }
        touched.append((place, edit))
        if plans[place] == nil { plans[place] = FilePlan(file: file) }
      }
      guard touched.count == fix.edits.count else { continue }
      // A file that several campaigns share has the same finding more than once.
      if touched.allSatisfy({ plans[$0.plan]?.has($0.edit) == true }) { continue }
      guard touched.allSatisfy({ plans[$0.plan]?.takes($0.edit) == true }) else { continue }
      for (place, edit) in touched { plans[place]?.add(edit) }
      count += 1
    }
    for (place, plan) in plans where !plan.edits.isEmpty {
      edits.edit(place, shownAs: plan.file.path, from: plan.file.bytes, to: plan.bytes)
    }
    return count
  }

  /// The resolved path of a file in the project, if it still is what was checked.
  private func place(of file: SourceFile, _ edits: EditedFiles) -> String? {
    guard let resolved = resolvedPath(file.path),
      roots.contains(where: { Paths.relative(resolved, to: $0) != nil })
    else { return nil }
    let bytes =
      edits.bytes(at: resolved)
      ?? (try? readRegularFile(resolved, limit: DiskFiles.largestFile))
    return bytes == file.bytes ? resolved : nil
  }
}

/// The edits of one file, ascending and apart from each other.
private struct FilePlan {
  let file: SourceFile
  private(set) var edits: [Fix.Edit] = []

  init(file: SourceFile) { self.file = file }

  func has(_ edit: Fix.Edit) -> Bool {
    let index = index(of: edit)
    return index < edits.count && edits[index] == edit
  }

  func takes(_ edit: Fix.Edit) -> Bool {
    let index = index(of: edit)
    let range = edit.range.bytes
    guard range.upperBound <= file.bytes.count else { return false }
    if index < edits.count, edits[index].range.bytes.lowerBound <= range.upperBound { return false }
    if index > 0, edits[index - 1].range.bytes.upperBound >= range.lowerBound { return false }
    return true
  }

  mutating func add(_ edit: Fix.Edit) { edits.insert(edit, at: index(of: edit)) }

  /// The first edit that does not begin before this one.
  private func index(of edit: Fix.Edit) -> Int {
    var (low, high) = (0, edits.count)
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].range.bytes.lowerBound < edit.range.bytes.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  var bytes: [UInt8] {
    var result: [UInt8] = []
    var next = 0
    for edit in edits {
      result += file.bytes[next..<edit.range.bytes.lowerBound]
      result += edit.replacement
      next = edit.range.bytes.upperBound
    }
    return result + file.bytes[next...]
  }
}
