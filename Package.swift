// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

#if os(Linux)
  let commonMarkConfig: String? = nil
#else
  let commonMarkConfig: String? = "libcmark"
#endif

/// libcmark is linked in, so that the binary needs no shared library of ours but libyaml.
let commonMark: [LinkerSetting] = [
  .linkedLibrary(":libcmark.a", .when(platforms: [.linux])),
  .linkedLibrary("cmark", .when(platforms: [.macOS])),
]

/// A target of the hourglass: it imports only what it lists (see "Code map" in README.md).
func layer(
  _ name: String, _ dependencies: [Target.Dependency] = [], linking: [LinkerSetting]? = nil
) -> Target {
  .target(
    name: name, dependencies: dependencies, swiftSettings: strict, linkerSettings: linking)
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

    // Headers and archive lie where compilers look. pkg-config would name the shared library on Linux.
    .systemLibrary(
      name: "CCommonMark", pkgConfig: commonMarkConfig,
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),

    // base
    layer("JSONText"),
    layer("CivilTime"),
    layer("Diagnostics", ["JSONText"]),
    layer("YAMLTree", ["CLibYAML", "Diagnostics"]),
    layer(
      "LiquidTemplates",
      ["CivilTime", "Diagnostics", .product(name: "Crypto", package: "swift-crypto")]),

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
      [
        "CampaignGraph", "CCommonMark", "CivilTime", "Diagnostics", "JSONText", "LiquidTemplates",
      ], linking: commonMark),

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

    // benchmarks
    .executableTarget(
      name: "LiquidBenchmark",
      dependencies: ["CivilTime", "Diagnostics", "JSONText", "LiquidTemplates"],
      path: "Benchmarks/LiquidBenchmark", swiftSettings: strict),

    // any bytes as input
    .target(
      name: "LiquidCases", dependencies: ["CivilTime", "Diagnostics", "LiquidTemplates"],
      path: "Fuzz/LiquidCases", swiftSettings: strict),
    .executableTarget(
      name: "MutateLiquid", dependencies: ["LiquidCases"], path: "Fuzz/MutateLiquid",
      swiftSettings: strict),

    // tests
    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: strict),
    tests("JSONTextTests", ["JSONText"]),
    tests("CivilTimeTests", exclude: ["Fixtures"], ["CivilTime"]),
    tests("DiagnosticsTests", ["Diagnostics", "JSONText"]),
    tests("YAMLTreeTests", ["YAMLTree", "Diagnostics"]),
    tests(
      "LiquidTemplatesTests", exclude: ["Conformance/exceptions.txt"],
      ["LiquidTemplates", "CivilTime", "Diagnostics", "JSONText"]),
    tests(
      "CampaignGraphTests", exclude: ["Addresses"],
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

// libFuzzer brings its own `main`: these targets build with `FUZZ=1` and `--sanitize=fuzzer` only.
if Context.environment["FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "FuzzLiquid", dependencies: ["LiquidCases"], path: "Fuzz/FuzzLiquid",
      swiftSettings: strict))
}
