import Diagnostics

/// A `# comment` with the bytes from `#` to the end of the line, line break excluded.
package struct YAMLComment: Sendable, Equatable {
  package let range: SourceRange

  package init(range: SourceRange) { self.range = range }
}

/// One parsed file: its tree and its comments, in the order of the file.
package struct YAMLDocument: Sendable {
  package let file: SourceFile
  package let root: YAMLNode
  package let comments: [YAMLComment]

  package init(file: SourceFile, root: YAMLNode, comments: [YAMLComment]) {
    self.file = file
    self.root = root
    self.comments = comments
  }
}
