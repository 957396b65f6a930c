#!/usr/bin/env python3
"""Lint many campaigns and large ones, beside PyYAML's C loader that merely parses the same files.

    python3 Benchmarks/compare_lint.py            1,000 campaigns of 40 steps; large ones of 250 to 4,000
    python3 Benchmarks/compare_lint.py --quick    200 campaigns; up to 2,000 steps

Large campaigns come in several shapes, each of which is hard for another analysis: a drip, questions about
many emails, long rows of branches on columns, branches inside branches, and loops.

Needs: pip install pyyaml, with its C loader. Exit code 0: measured; 2: it could not be.
"""

import argparse
import math
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import yaml

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent

PROJECT = """mailplan: 1
defaults:
  from: { name: Ada at Acme, email: ada@acme.example }
links: { unsubscribe: "https://acme.example/u?c={{ id }}" }
postal_address: Acme, 1 Main Street, Springfield
policies:
  max_emails: { count: 4, per: 7 days, otherwise: delay }
  min_gap: 12 hours
"""

SEGMENT = """mailplan: 1
segment: people
columns:
  id: { type: string, role: id }
  email: { type: email, role: address }
  first_name: string?
  company: string?
  plan: { type: enum, values: [free, pro, team, enterprise] }
  lead_score: { type: integer, default: 0 }
  signed_up_on: date?
  timezone: timezone?
"""

BODY = """        <p>Hello {{ first_name | default: 'there' }},</p>
        <p>Number %d for {{ company | default: 'your team' }}, on the {{ plan }} plan.</p>
        {%% if lead_score > 50 %%}<p>You are ahead.</p>{%% else %%}<p>There is more.</p>{%% endif %%}
        <p>Acme, 1 Main Street, Springfield <a href="{{ unsubscribe_url }}">unsubscribe</a></p>
"""


def email(name, number, indent):
    lines = [
        f"- email: {name}",
        f"  subject: \"News {number} for {{{{ first_name | default: 'you' }}}}\"",
        f"  preheader: What is new in number {number}",
        "  html: |",
        *(line[4:] for line in (BODY % number).splitlines()),
        "  text: |",
        f"    News {number}. {{Acme, 1 Main Street, Springfield}} {{{{ unsubscribe_url }}}}",
    ]
    return [indent + line for line in lines]


def campaign(name, steps, seed):
    """A drip of `steps` steps: emails, waits, branches on columns and on engagement, actions."""
    chance = random.Random(seed)
    lines = ["mailplan: 1", f"campaign: {name}", "type: drip", "segment: people.yaml", "steps:"]
    count, number, last = 0, 0, None
    while count < steps:
        number += 1
        kind = chance.choice(("email", "email", "branch", "score", "action"))
        if kind == "branch" and last and count + 4 <= steps:
            lines += [
                f"  - branch: b{number}",
                f"    if: clicked({last}) and lead_score >= {chance.randrange(100)}",
                "    then:",
                *email(f"e{number}-yes", number, "      "),
                "    else:",
                *email(f"e{number}-no", number, "      "),
                "  - wait: 3 days",
            ]
            count += 4
        elif kind == "score" and count + 4 <= steps:
            plans = chance.sample(("free", "pro", "team", "enterprise"), 2)
            lines += [
                f"  - branch: s{number}",
                "    cases:",
                f"      - when: plan == \"{plans[0]}\"",
                "        then:",
                *email(f"e{number}-a", number, "          "),
                f"      - when: plan == \"{plans[1]}\" or lead_score < {chance.randrange(40)}",
                "        then:",
                "          - wait: 1 day",
                "    else: []",
                "  - wait: 2 days",
            ]
            count += 4
        elif kind == "action" and count + 2 <= steps:
            lines += [
                f"  - action: a{number}",
                f"    set: {{ lead_score: lead_score + {number % 7 + 1} }}",
                "  - wait: 12 hours",
            ]
            count += 2
        else:
            last = f"e{number}"
            lines += email(last, number, "  ") + ["  - wait: 4 days"]
            count += 2
    # Nothing happens after the last wait.
    lines += email("last", number + 1, "  ")
    return "\n".join(lines) + "\n"


def head(name):
    return ["mailplan: 1", f"campaign: {name}", "type: drip", "segment: people.yaml", "steps:"]


def note(name, indent):
    """A short email, so that the graph is what costs."""
    return [
        f"{indent}- email: {name}",
        f"{indent}  subject: News {name}",
        f"{indent}  text: \"News {name}. Acme, 1 Main Street, Springfield {{{{ unsubscribe_url }}}}\"",
    ]


def finished(lines):
    return "\n".join(lines + note("last", "  ")) + "\n"


def drip(name, steps):
    return campaign(name, steps, 0)


def engagement(name, steps):
    """A sixth of the steps are emails, and every one of them is asked for."""
    count = max(1, steps // 6)
    lines = head(name)
    for number in range(count):
        lines += [*note(f"e{number}", "  "), "  - wait: 1 day"]
    for number in range(count):
        lines += [
            f"  - branch: b{number}", f"    if: opened(e{number})", "    then:",
            *note(f"y{number}", "      "), "    else:", "      - wait: 2 hours", "  - wait: 1 day"]
    return finished(lines)


def columns(name, steps):
    """A row of branches, each of which asks something else of the same columns."""
    lines = head(name)
    for number in range(steps // 4):
        lines += [
            f"  - branch: b{number}", f"    if: lead_score >= {number} and plan != \"free\"",
            "    then:", *note(f"y{number}", "      "), "    else:", "      - wait: 2 hours",
            "  - wait: 1 day"]
    return finished(lines)


def nested(name, steps):
    """Branches ten deep, one such tree after the other."""
    lines = head(name)
    for tree in range(max(1, steps // 31)):
        indent = "  "
        for depth in range(10):
            lines += [
                f"{indent}- branch: t{tree}d{depth}", f"{indent}  if: lead_score > {depth * 7 + tree}",
                f"{indent}  else:", f"{indent}    - wait: {depth + 1} hours", f"{indent}  then:",
                *note(f"t{tree}e{depth}", indent + "    ")]
            indent += "    "
        lines += ["  - wait: 1 day"]
    return finished(lines)


def loops(name, steps):
    """Loops of four steps, each gone round until the contact has opened the email in it."""
    lines = head(name)
    for number in range(steps // 4):
        lines += [
            *note(f"e{number}", "  "), "  - wait: 3 days", f"  - branch: b{number}",
            f"    if: opened(e{number})", "    then: []", "    else:", f"      - goto: e{number}"]
    return finished(lines)


SHAPES = {
    "drip": drip, "engagement": engagement, "columns": columns, "nested": nested, "loops": loops,
}


def write_one(folder, text):
    write(folder, 0, 0)
    (folder / "c.yaml").write_text(text, encoding="utf-8")


def write(folder, count, steps):
    folder.mkdir(parents=True)
    (folder / "mailplan.yaml").write_text(PROJECT, encoding="utf-8")
    (folder / "people.yaml").write_text(SEGMENT, encoding="utf-8")
    files = []
    for number in range(count):
        path = folder / f"c{number:04}.yaml"
        path.write_text(campaign(f"c{number}", steps, number), encoding="utf-8")
        files.append(path)
    return files


def lint(binary, folder):
    """CPU and wall seconds of one `lint` of a folder."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [binary, "lint", "--format", "concise", folder], capture_output=True, check=False)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - started
    # With errors there is no graph, and the analyses of ways would not have run.
    if done.returncode != 0:
        print(f"compare_lint: exit code {done.returncode}: {done.stderr.decode()}", file=sys.stderr)
        sys.exit(2)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, done.stdout.decode()


def parse(files):
    """CPU seconds of PyYAML's C loader for the same files."""
    if not yaml.__with_libyaml__:
        print("compare_lint: PyYAML has no C loader here", file=sys.stderr)
        sys.exit(2)
    started = time.process_time()
    for path in files:
        with open(path, "rb") as file:
            yaml.load(file, yaml.CSafeLoader)
    return time.process_time() - started


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true")
    options.add_argument("--binary", default=REPOSITORY / ".build" / "release" / "mailplan")
    options.add_argument("--runs", type=int, default=3)
    arguments = options.parse_args()
    count = 200 if arguments.quick else 1000
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        files = write(folder / "many", count, 40)
        runs = [lint(arguments.binary, folder / "many") for _ in range(arguments.runs)]
        ours = statistics.median(cpu for cpu, _, _ in runs)
        theirs = statistics.median(parse(files) for _ in range(arguments.runs))
        size = sum(path.stat().st_size for path in files)
        findings = runs[0][2].count("\n")
        print(f"{count} campaigns of 40 steps, {size / 1e6:.1f} MB, {findings} findings")
        print()
        print("| | CPU s | files per CPU s | beside PyYAML |")
        print("| --- | --- | --- | --- |")
        print(f"| PyYAML {yaml.__version__}, C loader, parse alone | {theirs:.3f} | {count / theirs:,.0f} | |")
        print(f"| mailplan lint, every analysis | {ours:.3f} | {count / ours:,.0f} | {theirs / ours:.2f} × |")
        print()
        sizes = (250, 500, 1000, 2000) if arguments.quick else (250, 500, 1000, 2000, 4000)
        print("| shape | steps in one campaign | CPU s | µs a step | growth beside n log n | findings |")
        print("| --- | --- | --- | --- | --- | --- |")
        for shape, text in SHAPES.items():
            before = None
            for steps in sizes:
                target = folder / f"{shape}-{steps}"
                write_one(target, text(f"{shape}-{steps}", steps))
                runs = [lint(arguments.binary, target) for _ in range(arguments.runs)]
                cpu = statistics.median(cpu for cpu, _, _ in runs)
                growth = ""
                if before:
                    expected = steps * math.log2(steps) / (before[0] * math.log2(before[0]))
                    growth = f"{cpu / before[1] / expected:.2f}"
                findings = runs[0][2].count("\n")
                print(
                    f"| {shape} | {steps:,} | {cpu:.3f} | {cpu / steps * 1e6:.1f} | {growth} "
                    f"| {findings:,} |")
                before = (steps, cpu)


if __name__ == "__main__":
    main()
