// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A target of the hourglass: it imports only what it lists (see "Code map" in README.md).
func layer(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// `exclude`: folders of cases, which tests read from where they lie.
func tests(
  _ name: String, exclude: [String] = [], _ dependencies: [Target.Dependency]
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude,
    swiftSettings: strict)
}

let package = Package(
  name: "mailplan",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "mailplan", targets: ["MailplanTool"]),
    .library(name: "Mailplan", targets: ["Mailplan"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // C
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),

    // base
    layer("JSONText"),
    layer("CivilTime"),
    layer("Diagnostics", ["JSONText"]),
    layer("YAMLTree", ["CLibYAML", "Diagnostics"]),
    layer("LiquidTemplates", ["CivilTime", "Diagnostics"]),

    // waist
    layer(
      "CampaignGraph",
      [
        "CivilTime", "Diagnostics", "JSONText", "LiquidTemplates",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),

    // front
    layer(
      "CampaignCompiler",
      ["CampaignGraph", "CivilTime", "Diagnostics", "JSONText", "LiquidTemplates", "YAMLTree"]),

    // back
    layer(
      "CampaignRunner",
      ["CampaignGraph", "CivilTime", "Diagnostics", "JSONText", "LiquidTemplates"]),

    // the library: what other programs may call
    layer(
      "Mailplan",
      [
        "CampaignCompiler", "CampaignGraph", "CampaignRunner", "CivilTime", "Diagnostics",
        "JSONText",
      ]),

    // tool
    layer(
      "MailplanCommands",
      [
        "CampaignCompiler", "CampaignGraph", "CampaignRunner", "CivilTime", "Diagnostics",
        "JSONText", "LiquidTemplates", "YAMLTree",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "MailplanTool", dependencies: ["MailplanCommands"], swiftSettings: strict),

    // tests
    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: strict),
    tests("JSONTextTests", ["JSONText"]),
    tests("CivilTimeTests", exclude: ["Fixtures"], ["CivilTime"]),
    tests("DiagnosticsTests", ["Diagnostics", "JSONText"]),
    tests("YAMLTreeTests", ["YAMLTree", "Diagnostics"]),
    tests("LiquidTemplatesTests", ["LiquidTemplates", "CivilTime", "Diagnostics"]),
    tests(
      "CampaignGraphTests",
      ["CampaignGraph", "CivilTime", "Diagnostics", "JSONText", "LiquidTemplates"]),
    tests(
      "CampaignCompilerTests", exclude: ["Cases"],
      [
        "CampaignCompiler", "CampaignGraph", "CivilTime", "Diagnostics", "JSONText",
        "LiquidTemplates", "YAMLTree",
      ]),
    tests(
      "CampaignRunnerTests",
      [
        "CampaignRunner", "CampaignCompiler", "CampaignGraph", "CivilTime", "Diagnostics",
        "JSONText", "LiquidTemplates", "YAMLTree",
      ]),
    tests(
      "MailplanCommandsTests", exclude: ["Scenarios"],
      [
        "MailplanCommands", "CampaignCompiler", "CampaignGraph", "CampaignRunner", "CivilTime",
        "Diagnostics", "JSONText", "YAMLTree",
      ]),
    tests("MailplanTests", ["Mailplan"]),
  ],
  swiftLanguageModes: [.v6]
)
