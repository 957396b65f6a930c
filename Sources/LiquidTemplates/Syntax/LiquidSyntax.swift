/// How much of what is written is accepted.
package enum LiquidSyntax: String, Sendable {
  /// What campaigns are written in: strict, and names are known when the template is compiled.
  case checked
  /// Shopify's `strict`, with the few laxities that it keeps.
  case strict
  /// Shopify's `strict2`: no laxities, and `self['name']` instead of `['name']`.
  case strict2

  var isChecked: Bool { self == .checked }
}
