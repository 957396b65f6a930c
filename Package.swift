// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// On Linux headers and archives lie where compilers look; pkg-config would name the shared library.
func config(_ name: String) -> String? {
  #if os(Linux)
    nil
  #else
    name
  #endif
}

/// Archives are linked in, so that the binary needs no shared library of ours but libyaml.
let commonMark: [LinkerSetting] = [
  .linkedLibrary(":libcmark.a", .when(platforms: [.linux])),
  .linkedLibrary("cmark", .when(platforms: [.macOS])),
]

/// Packing and unpacking, and the manifest as a database: linked in too.
let archives: [LinkerSetting] = ["z", "zstd", "sqlite3"].flatMap { name -> [LinkerSetting] in
  [
    .linkedLibrary(":lib\(name).a", .when(platforms: [.linux])),
    .linkedLibrary(name, .when(platforms: [.macOS])),
  ]
}

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

    .systemLibrary(
      name: "CCommonMark", pkgConfig: config("libcmark"),
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: config("zlib"), providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CZstandard", pkgConfig: config("libzstd"),
      providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),

    .systemLibrary(
      name: "CSQLite", pkgConfig: config("sqlite3"),
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),

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
        "CSQLite", "CZlib", "CZstandard", "CampaignCompiler", "CampaignGraph", "CampaignRunner",
        "CivilTime", "Diagnostics", "JSONText", "LiquidTemplates", "YAMLTree",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], linking: archives),
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
    .target(
      name: "CampaignCases",
      dependencies: [
        "CampaignCompiler", "CivilTime", "Diagnostics", "JSONText", "LiquidTemplates", "YAMLTree",
      ],
      path: "Fuzz/CampaignCases", swiftSettings: strict),
    .executableTarget(
      name: "MutateCampaigns", dependencies: ["CampaignCases"], path: "Fuzz/MutateCampaigns",
      swiftSettings: strict),

    // tests
    .target(
      name: "TestSupport", dependencies: ["Diagnostics", "YAMLTree"], path: "Tests/TestSupport",
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
      "CampaignCompilerTests", exclude: ["Cases", "RuleCases"],
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
      "MailplanCommandsTests", exclude: ["Scenarios", "Tour"],
      [
        "CSQLite", "MailplanCommands", "CampaignCompiler", "CampaignGraph", "CampaignRunner",
        "CivilTime", "Diagnostics", "JSONText", "YAMLTree",
      ]),
    tests("MailplanTests", ["Mailplan"]),
  ],
  swiftLanguageModes: [.v6]
)

// libFuzzer brings its own `main`: these targets build with `FUZZ=1` and `--sanitize=fuzzer` only.
if Context.environment["FUZZ"] != nil {
  package.targets += [
    .executableTarget(
      name: "FuzzLiquid", dependencies: ["LiquidCases"], path: "Fuzz/FuzzLiquid",
      swiftSettings: strict),
    .executableTarget(
      name: "FuzzCampaign", dependencies: ["CampaignCases"], path: "Fuzz/FuzzCampaign",
      swiftSettings: strict),
  ]
}
