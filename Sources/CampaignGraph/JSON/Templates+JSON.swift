import Diagnostics
import JSONText
import LiquidTemplates

extension Template {
  /// The texts it was made from; reading compiles them again.
  var json: JSONValue {
    var members: [JSONValue.Member] = [.init("template", .string(text))]
    if let layout { members.append(.init("layout", .string(layout))) }
    if !partials.isEmpty {
      members.append(
        .init("partials", .object(partials.map { .init($0.name, .string($0.text)) })))
    }
    return .object(members)
  }
}

extension JSONReader {
  func template(
    _ context: TemplateContext, _ scope: TemplateScope
  ) throws(StepGraphFault) -> Template {
    func text(_ reader: JSONReader) throws(StepGraphFault) -> MappedText {
      MappedText(SourceFile(path: reader.path, text: try reader.string()))
    }
    var partials: [(name: String, text: MappedText)] = []
    if !self["partials"].isNull {
      for (name, value) in try self["partials"].members() {
        partials.append((name, try text(value)))
      }
    }
    let source = TemplateSource(
      main: try text(self["template"]),
      layout: try self["layout"].optional { layout throws(StepGraphFault) in try text(layout) },
      partials: partials)
    var findings = Findings()
    guard
      let template = compileTemplate(source, context: context, scope: scope, into: &findings)
    else { throw fault("does not compile: \(findings.sorted().first?.message ?? "no reason")") }
    return template
  }

  func optionalTemplate(
    _ context: TemplateContext, _ scope: TemplateScope
  ) throws(StepGraphFault) -> Template? {
    isNull ? nil : try template(context, scope)
  }
}
