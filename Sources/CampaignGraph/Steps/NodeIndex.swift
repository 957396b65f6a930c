/// The dense number of a node in its graph.
package struct NodeIndex: Hashable, Comparable, Sendable {
  package let value: Int32

  package init(_ value: Int) { self.value = Int32(value) }

  package static func < (a: NodeIndex, b: NodeIndex) -> Bool { a.value < b.value }
}
