import Diagnostics
import YAMLTree

/// The keys of `from:`.
enum SenderKeys {
  static let name = Key<MappedText>(
    "name", .template, elsewhere: ["display_name", "label"],
    "The name that readers see; may hold Liquid.")
  static let email = Key<Located<String>>(
    "email", .address, .required, elsewhere: ["address", "mail"], "The address, without Liquid.")

  static let form = Form("a sender", [name.row, email.row])
}

extension ValueKind where Value == SenderDefinition {
  /// `{ name: Ada at Acme, email: ada@acme.example }`, or an address alone.
  static var sender: Self {
    let takes = "an address, or a mapping of name and email"
    let mapping = ValueKind<SenderDefinition>.form(SenderKeys.form, takes) {
      reader, field, findings in
      SenderDefinition(
        name: reader.read(SenderKeys.name, into: &findings),
        email: reader.read(SenderKeys.email, into: &findings), range: field.node.range)
    }
    let address = ValueKind<Located<String>>.address
    return ValueKind(takes, .reference(.sender)) { field, findings in
      guard case .scalar(let scalar) = field.node.content else {
        return mapping.read(field, &findings)
      }
      return SenderDefinition(
        name: nil, email: address.read(field, &findings), range: scalar.range)
    }
  }
}
