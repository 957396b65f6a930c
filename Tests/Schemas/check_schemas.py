#!/usr/bin/env python3
"""Compares the published schemas with the tool, by way of the jsonschema package.

    check_schemas.py path/to/mailplan [--seed N] [--mutants N] [--require]

1. Every schema is a schema (draft-07).
2. The sample files and those in Tests/Schemas/project validate.
3. What the tool writes for them validates, and every member that a schema names is written somewhere.
4. Changed files, keys and values of every level, get the same verdict from the schema as from `lint`,
   as far as structure goes.

Files are read as an editor reads them: YAML 1.2, core schema. Without the packages jsonschema and PyYAML
it says so and skips, unless --require is given.
"""
import argparse
import copy
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"schemas: SKIPPED, no {missing.name}: pip install jsonschema pyyaml")
    sys.exit(1 if "--require" in sys.argv else 0)

ROOT = pathlib.Path(__file__).resolve().parents[2]
OWN = ROOT / "Tests/Schemas/project"
FILES = {
    "campaign": sorted(ROOT.glob("campaigns/*/campaign.yaml"))
    + [OWN / "every-key.yaml", OWN / "triggered.yaml"],
    "segment": [ROOT / "campaigns/segments/trial-users.yaml", OWN / "people.yaml"],
    "project": [ROOT / "campaigns/mailplan.yaml", OWN / "mailplan.yaml"],
    "test": [OWN / "every-key.test.yaml"],
}
OUTPUTS = ["manifest", "actions", "summary", "graph"]

# The rules on structure. A schema cannot tell the rest of them:
STRUCTURE = {
    "unknown-key", "missing-key", "missing-value", "wrong-type", "unknown-value", "step-kind",
    "unsupported-version", "invalid-id", "invalid-duration", "invalid-time", "invalid-address",
    "invalid-header",
}
# Findings of these rules that are beyond a schema, with the reason.
BEYOND = [
    ("invalid-address", r"", "which domains and characters an address may have is a table, not a pattern"),
    ("invalid-header", r"writes|twice", "names without regard to case are no pattern of draft-07"),
    ("wrong-type", r"^'(default|preview)' of ", "whether a cell is of its column's type depends on another key"),
    ("wrong-type", r"a list has items of a simple type", "as above"),
    ("invalid-time", r"there is no such day|two different times", "arithmetic"),
    ("invalid-duration", r"shorter duration first", "arithmetic"),
    ("missing-key", r"has no time zone|needs .*(segment|from)", "inherited from the project's defaults"),
    ("conflicting-keys", r"", "most of them depend on the value of another key; the others are rejected by both"),
    ("duplicate-value", r"", "the same text may be written in two ways"),
    ("wrong-type", r"takes true or false, not '(True|TRUE|False|FALSE)'", "an editor reads a boolean, whatever its spelling"),
    ("unsupported-version", r"the number 1|not '0+1'", "an editor reads the number 1, whatever its spelling"),
]


class Loader(yaml.SafeLoader):
    """YAML 1.2, core schema; a key that stands twice is an error, as in editors."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep) for key, _ in node.value]
        if len({str(key) for key in keys}) != len(keys):
            raise yaml.constructor.ConstructorError(None, None, "duplicate key", node.start_mark)
        # Members of JSON objects are named by text.
        return {str(k): v for k, v in super().construct_mapping(node, deep).items()}


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"~|null|Null|NULL|", list("~nN") + [""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
]:
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)
Loader.add_constructor(
    "tag:yaml.org,2002:int",
    lambda loader, node: int(node.value, 8 if node.value.startswith("0o") else 16 if node.value.startswith("0x") else 10))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("mailplan")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--mutants", type=int, default=600)
    options.add_argument("--require", action="store_true")
    options.add_argument("--verbose", action="store_true")
    options = options.parse_args()
    tool = str(pathlib.Path(options.mailplan).resolve())
    schemas = {name: load_schema(tool, name) for name in [*FILES, *OUTPUTS]}
    validators = {name: jsonschema.Draft7Validator(schema) for name, schema in schemas.items()}
    faults = []
    for kind, paths in FILES.items():
        for path in paths:
            faults += errors(validators[kind], yaml.load(path.read_text(), Loader), path.name)
    with tempfile.TemporaryDirectory() as folder:
        faults += check_outputs(tool, pathlib.Path(folder), schemas, validators)
        faults += check_mutants(tool, pathlib.Path(folder), validators, options)
    for fault in faults[:20]:
        print("schemas:", fault)
    if faults:
        sys.exit(f"schemas: {len(faults)} faults")
    print("schemas: all agree")


def load_schema(tool, name):
    text = subprocess.run([tool, "schema", name], check=True, capture_output=True, text=True).stdout
    if text != (ROOT / f"grammar/{name}.schema.json").read_text():
        sys.exit(f"schemas: grammar/{name}.schema.json is not what 'mailplan schema {name}' prints")
    schema = json.loads(text)
    jsonschema.Draft7Validator.check_schema(schema)
    return schema


def errors(validator, value, name):
    return [f"{name}: {error.json_path}: {error.message[:300]}" for error in validator.iter_errors(value)]


# What the tool writes


def check_outputs(tool, folder, schemas, validators):
    faults = []
    seen = {name: set() for name in OUTPUTS}
    own = folder / "project"
    shutil.copytree(OWN, own)
    project = own / "mailplan.yaml"
    project.write_text(re.sub(r" *blast_radius:.*\n", "", project.read_text()))
    segment = ROOT / "campaigns/segments/trial-users.csv"
    runs = [(path, segment, "2026-11-01T08:00:00Z") for path in FILES["campaign"] if OWN not in path.parents]
    runs.append((own / "every-key.yaml", own / "people.csv", "2026-03-20T08:00:00Z"))
    for path, rows, launch in runs:
        source = OWN / path.name if own in path.parents else path
        graph = subprocess.run([tool, "compile", source], capture_output=True, text=True)
        if graph.returncode:
            return [f"{path}: {graph.stdout}{graph.stderr}"]
        faults += check(json.loads(graph.stdout), "graph", path.parent.name, schemas, validators, seen)
        for extra in [[], ["--bodies", "none", "--as-of", "2026-11-30T08:00:00Z"],
                      ["--assume", "opened=50%,clicked=30%,after=2h"], ["--split-by", "step"]]:
            out = folder / "out.jsonl"
            command = [tool, "run", path, "--segment", rows, "--launch", launch, "-o", out, "--quiet", *extra]
            run = subprocess.run(command, capture_output=True, text=True)
            if run.returncode not in (0, 1):
                return [f"{path}: {run.stderr}"]
            # Split by step, the rows lie in one file a step, which the summary names.
            summary = json.loads((folder / "out.summary.json").read_text())
            parts = [folder / part["file"] for part in summary.get("parts", [])] or [out]
            for line in [line for part in parts for line in part.read_text().split("\n")[:-1]]:
                faults += check(json.loads(line), "manifest", path.parent.name, schemas, validators, seen)
            for line in (folder / "out.actions.jsonl").read_text().split("\n")[:-1]:
                faults += check(json.loads(line), "actions", path.parent.name, schemas, validators, seen)
            faults += check(summary, "summary", path.parent.name, schemas, validators, seen)
    for name in OUTPUTS:
        never = named(schemas[name]) - seen[name] - NEVER_WRITTEN_HERE[name]
        faults += [f"{name}: no output has '{member}'" for member in sorted(never)]
    return faults


# Reasons of skips that these runs do not have, rates of clicks, and units of time; rates of a decision.
NEVER_WRITTEN_HERE = {
    "manifest": set(),
    "actions": set(),
    "summary": {
        "suppressed", "invalid-address", "duplicate-address", "bounced", "complained", "unsubscribed",
        "missing-value", "aborted", "not-rendered", "outside-window", "capped", "past", "exited", "zone",
        "no-entry-time", "endless", "clicked", "opened",
        "rate", "sent",
    },
    "graph": {"seconds", "months", "weeks"},
}


def check(value, name, place, schemas, validators, seen):
    collect(value, seen[name])
    found = next(validators[name].iter_errors(value), None)
    return [f"{place} {name}: {found.json_path}: {found.message[:300]}"] if found else []


def collect(value, names):
    if isinstance(value, dict):
        for name, inner in value.items():
            names.add(name)
            collect(inner, names)
    elif isinstance(value, list):
        for inner in value:
            collect(inner, names)


def named(schema):
    """The names of all members that a schema has."""
    names = set()
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            names |= set(properties)
        for inner in schema.values():
            names |= named(inner)
    elif isinstance(schema, list):
        for inner in schema:
            names |= named(inner)
    return names


# Changed files


def check_mutants(tool, folder, validators, options):
    chance = random.Random(options.seed)
    trees = []
    for kind, paths in FILES.items():
        for path in paths:
            trees.append((kind, path, yaml.load(path.read_text(), Loader)))
    weights = [3 if kind == "campaign" else 2 for kind, _, _ in trees]
    projects = {ROOT / "campaigns": folder / "campaigns", OWN: folder / "schemas"}
    for source, target in projects.items():
        shutil.copytree(source, target)
    cases = []
    for index in range(options.mutants):
        kind, path, tree = chance.choices(trees, weights)[0]
        what, text = mutate(chance, tree)
        source = next(source for source in projects if source in path.parents)
        place = projects[source] / path.relative_to(source)
        if kind == "project":
            place = place.parent / f"mutant-{index}" / "mailplan.yaml"
        else:
            place = place.with_name(f"mutant-{index}" + (".test.yaml" if kind == "test" else ".yaml"))
        place.parent.mkdir(exist_ok=True)
        place.write_text(text)
        cases.append((kind, path, what, place, text))
    for index, (name, text) in enumerate(SPELLINGS):
        place = folder / "schemas" / f"spelling-{index}.yaml"
        place.write_text(text)
        cases.append(("campaign", OWN / name, "spelling", place, text))
    faults, rejected, beyond = [], 0, 0
    verdicts = lint(tool, [place for _, _, _, place, _ in cases])
    for kind, path, what, place, text in cases:
        try:
            found = errors(validators[kind], yaml.load(text, Loader), "schema")
        except yaml.YAMLError as error:
            found = [str(error)]
        rules = verdicts[str(place)]
        structural = [f for f in rules if f["rule"].startswith("yaml-") or is_structural(f)]
        rejected += bool(structural)
        if not structural and any(is_beyond(f) for f in rules):
            beyond += 1
            continue
        if bool(found) != bool(structural):
            lines = [f"{f['rule']}: {f['message']}" for f in rules if f["severity"] == "error"]
            faults.append(f"{path.name}, {what}:\n  schema {found[:2]}\n  lint {lines[:4]}")
    print(f"schemas: {len(cases)} changed files, {rejected} rejected by both, "
          f"{beyond} wrong in what a schema cannot tell, {len(faults)} judged otherwise")
    return faults


def is_structural(finding):
    if finding["severity"] != "error" or finding["rule"] not in STRUCTURE:
        return False
    return not is_beyond(finding)


def is_beyond(finding):
    words = " ".join([finding["message"], finding.get("label") or "", finding.get("help") or ""])
    return any(rule == finding["rule"] and re.search(text, words) for rule, text, _ in BEYOND)


def lint(tool, places):
    found = {str(place): [] for place in places}
    for start in range(0, len(places), 20):
        part = [str(place) for place in places[start:start + 20]]
        run = subprocess.run([tool, "lint", "--format", "json", *part], capture_output=True, text=True)
        if run.returncode not in (0, 1):
            sys.exit(f"schemas: lint ends with {run.returncode}: {run.stderr}{run.stdout[-600:]}")
        for finding in json.loads(run.stdout)["findings"]:
            if finding["path"] in found:
                found[finding["path"]].append(finding)
    return found


def places(value, path=()):
    """Every mapping entry and list item, as (path to the collection, key)."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield path, key
            yield from places(inner, path + (key,))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield path, index
            yield from places(inner, path + (index,))


def mutate(chance, tree):
    """A description of the change, and the changed file as JSON, which is YAML."""
    tree = copy.deepcopy(tree)
    path, key = chance.choice(list(places(tree)))
    holder = tree
    for part in path:
        holder = holder[part]
    where = "/".join(map(str, path + (key,)))
    change = chance.choice(["remove", "misspell", "extra", "type", "value", "none", "twice", "empty"])
    if change == "remove":
        del holder[key]
    elif change in ("misspell", "extra") and isinstance(holder, dict):
        name = misspelt(chance, str(key)) if change == "misspell" else chance.choice(EXTRA)
        entries = [(name if k == key and change == "misspell" else k, v) for k, v in holder.items()]
        if change == "extra":
            entries.append((name, chance.choice(VALUES)))
        holder.clear()
        holder.update(entries)
        where += f" as {name}"
    elif change == "type":
        holder[key] = chance.choice(VALUES)
        where += f" as {holder[key]!r}"
    elif change == "value":
        holder[key] = changed(chance, holder[key])
        where += f" as {holder[key]!r}"
    elif change == "none":
        holder[key] = None
    elif change == "empty":
        holder[key] = chance.choice([[], {}, ""])
        where += f" as {holder[key]!r}"
    elif change == "twice" and isinstance(holder, dict):
        marker = "\u0000twice"
        holder[marker] = holder[key]
        return f"{change} {where}", dump(tree).replace(json.dumps(marker), json.dumps(key))
    return f"{change} {where}", dump(tree)


def dump(tree):
    """One key a line at the top, so that the kind of file can be told."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in tree.items()]
    if any("\u0000" in str(key) for key in tree):
        lines = [line.replace("\u0000twice", next(k for k in tree if tree[k] is tree["\u0000twice"])) for line in lines]
    return "\n".join(lines) + "\n"


def misspelt(chance, name):
    place = chance.randrange(len(name) + 1)
    return name[:place] + chance.choice("xqz") + name[place:]


def changed(chance, value):
    if isinstance(value, bool):
        return chance.choice(["yes", "true", 1, not value])
    if isinstance(value, int):
        return chance.choice([-1, 0, 10**9 + 1, value + 0.5, str(value), 3])
    if isinstance(value, str):
        return chance.choice([value + "x", value.upper(), "x", " ", "3 dayz", "25:00", "none", 7])
    return chance.choice(VALUES)


EXTRA = ["id", "name", "when", "then", "steps", "subject", "at", "foo", "email", "wait", "until", "days", "default"]
VALUES = ["text", 3, -1, 2.5, True, [], {}, ["a"], {"a": "b"}, "3 days", "09:00", "immediate", [{"email": "x"}], [[]]]

# Spellings that YAML 1.1, YAML 1.2 and Mailplan could read differently.
HEAD = "mailplan: 1\ncampaign: spelt\ntype: drip\nsegment: people.yaml\nfrom: ada@acme.example\n"
STEPS = "steps:\n  - exit: done\n"
SPELLINGS = [("spelling", HEAD + line + "\n" + STEPS) for line in [
    "description: no", "description: 012", "description: 1:30", "description: 1.5", "description: true",
    "description: 2026-12-24", "description: 0x1F", "description:", "description: ~", "description: 'null'",
    "tracking: { opens: yes }", "tracking: { opens: true }", "tracking: { opens: 'true' }", "tracking: { opens: True }",
    "locale: no", "locale: ''", "headers: { X-A: 5 }", "headers: { 5: a }", "on_missing: skip", "on_missing: Skip",
    "timezone: UTC", "timezone: 5", "exit: { when: true }", "exit: { when: [] }", "where: 1", "layout: 12",
    "send: { strategy: optimized, fallback_time: 9:00 }", "send: { strategy: optimized, fallback_time: 09:00 }",
    "send: { strategy: scheduled }", "reentry: never", "reentry: { every: 3 }",
]] + [("spelling", HEAD + "steps:\n  - " + step + "\n") for step in [
    "exit: 012", "exit: yes", "exit: 1.5", "exit: ''", "goto: 012", "goto: 1e3", "wait: 3", "wait: 3 days",
    "wait: 03 days", "wait: { for: 3 days, at: 09:00 }", "wait: { until: 09:00 }", "wait: { until: 9 }",
    "wait: { random: 0-30 minutes }", "wait: { event: 1 }", "{ email: 5, subject: 6, text: 7 }",
    "{ email: -5, subject: a, text: b }", "{ email: 5.5, subject: a, text: b }", "{ email: a, subject: a, text: none }",
    "{ email: a, subject: a, html: x, markdown: y }", "{ email: a, wait: 3 days }", "{}", "[]", "exit", "3",
]] + [("spelling", text) for text in [
    HEAD.replace("mailplan: 1", "mailplan: '1'") + STEPS, HEAD.replace("mailplan: 1", "mailplan: 1.0") + STEPS,
    HEAD.replace("mailplan: 1", "mailplan: 2") + STEPS, HEAD.replace("mailplan: 1", "mailplan: 01") + STEPS,
    HEAD.replace("campaign: spelt", "campaign: 12") + STEPS, HEAD.replace("campaign: spelt", "campaign: a_b") + STEPS,
]]

if __name__ == "__main__":
    main()
