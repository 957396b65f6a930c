import Diagnostics

/// What is asked of files, besides the rules that have a type of their own.
let fileRules: [RuleDescription] = [
  RuleDescription(
    "unreadable-input", .files, summary: "what a command is asked to read can be read",
    why: "A path that does not exist, or may not be read, is no empty campaign.", bad: "", good: ""),
  RuleDescription(
    "wrong-usage", .files, summary: "a command line has the options and arguments of its command",
    why: "What a program asked for is told in the format it asked for, also if the call is wrong.",
    bad: "", good: ""),
]
