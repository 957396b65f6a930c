#!/usr/bin/env python3
"""Render one email with Mailplan's Liquid and with its peers; compare the bytes, then the speed.

    python3 Benchmarks/compare_liquid.py            about a minute
    python3 Benchmarks/compare_liquid.py --quick    seconds

Needs the release build of `liquid-benchmark` and Python packages: pip install jinja2 minijinja
python-liquid. Exit code 0: every rendering is the same; 1: one differs; 2: it could not be measured.
See README.md in this folder.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
EMAIL = HERE / "liquid" / "email.html.liquid"
COUNTER = HERE / "liquid" / "count_allocations.c"

FIRST = ["Ada", "Grace", "Łukasz", "José", "Anaïs", "Mehmet", "Nguyễn", "Siân", "Olga", "Kwame"]
LAST = ["Lovelace", "Hopper", "Wójcik", "García & Sons", "O<Brien>", "Yılmaz", "Trần", "Jones"]
CITIES = ["Berlin", "São Paulo", "Kraków", "New York", "München", "Cape Town"]
TASKS = ["Invite two people", "Name a project & share it", "Read <the guide>", "Set a date"]


def unusable(message):
    print(f"compare_liquid: {message}", file=sys.stderr)
    sys.exit(2)


def contacts(count=64, seed=7):
    """People with what values are made of in earnest; quotes apart, which engines escape differently."""
    chance = random.Random(seed)
    people = []
    for number in range(count):
        first, last = chance.choice(FIRST), chance.choice(LAST)
        people.append({
            "first_name": first, "last_name": last, "email": f"person{number}@example.com",
            "company": f"{last} {chance.choice(['GmbH', 'Ltd', 'Inc', 'SA'])}",
            "city": chance.choice(CITIES), "plan": chance.choice(["free", "pro", "team"]),
            "team_size": chance.randrange(1, 5000), "price": chance.randrange(900, 99900),
            "joined": f"20{chance.randrange(10, 27)}-0{chance.randrange(1, 10)}-{chance.randrange(10, 29)}",
            "is_owner": chance.random() < 0.5, "code": f"{chance.randrange(1 << 40):010x}",
            "tasks": chance.sample(TASKS, 3),
        })
    return people


def for_peers(contact):
    """The same values as a peer prints them."""
    price = contact["price"]
    return {**contact, "price": f"{price // 100}.{price % 100:02}"}


def rate(render, people, seconds):
    """Renderings per second of CPU time, the best of several rounds."""
    best, started = 0.0, time.process_time()
    while time.process_time() - started < seconds:
        before = time.process_time()
        for person in people:
            render(person)
        best = max(best, len(people) / (time.process_time() - before))
    return best


def peers(source):
    """Name, version and a function from a contact to text, for each engine that is installed."""
    try:
        import jinja2
        import liquid
        import minijinja
    except ImportError as error:
        unusable(f"{error}: pip install jinja2 minijinja python-liquid")
    jinja = jinja2.Environment(autoescape=True, keep_trailing_newline=True).from_string(source)
    yield f"jinja2 {jinja2.__version__}", lambda person: jinja.render(person)
    mini = minijinja.Environment(
        templates={"email.html": source}, keep_trailing_newline=True)
    yield "minijinja", lambda person: mini.render_template("email.html", **person)
    plain = liquid.Environment(autoescape=True).from_string(source)
    yield f"python-liquid {liquid.__version__}", lambda person: plain.render(**person)


def call(command, **options):
    process = subprocess.run(command, stdout=subprocess.PIPE, check=False, **options)
    if process.returncode != 0:
        unusable(f"exit code {process.returncode} from: {' '.join(map(str, command))}")
    return process.stdout.decode("utf-8").splitlines()


def counted(command):
    """What the command prints with the allocation counter in it, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        counter = pathlib.Path(folder) / "count_allocations.so"
        call(["cc", "-O2", "-shared", "-fPIC", "-o", counter, COUNTER])
        return json.loads(call(command, env={"LD_PRELOAD": str(counter)})[0])


def order_email(tool, seconds):
    """The order email of the conformance suite over untyped data, beside python-liquid."""
    path = pathlib.Path(os.environ.get("MAILPLAN_CONFORMANCE", HERE.parent.parent / "shared" / "conformance"))
    path = path / "order-email-bench.json"
    if not path.exists():
        print(f"no {path}: the order email is not measured")
        return
    import liquid
    case = json.loads(path.read_text(encoding="utf-8"))
    ours = json.loads(call([tool, "data", path, str(seconds)])[0])
    allocations = counted([tool, "data", path, "0.1"])["allocations"]
    template = liquid.Environment().from_string(case["template"])
    theirs = template.render(**case["data"])
    if theirs != ours["text"]:
        print("python-liquid differs for the order email:", file=sys.stderr)
        for a, b in zip(theirs.splitlines(), ours["text"].splitlines()):
            if a != b:
                print(f"  theirs: {a}\n  ours:   {b}", file=sys.stderr)
    speed = rate(lambda data: template.render(**data), [case["data"]] * 20, seconds)
    print(f"\n| order email, {len(ours['text'].encode()):,} bytes | renderings per CPU s | ours is |\n| --- | --- | --- |")
    print(f"| mailplan, untyped data | {ours['rendersPerSecond']:,} | |")
    print(f"| python-liquid | {speed:,.0f} | {ours['rendersPerSecond'] / speed:.1f} × |")
    print(f"\n{allocations} allocations in 10,000 warm renderings of the order email.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", default=HERE.parent / ".build" / "release" / "LiquidBenchmark")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    if not pathlib.Path(options.tool).exists():
        unusable(f"no {options.tool}: swift build -c release --product LiquidBenchmark")
    seconds = 1 if options.quick else 5
    people = contacts()
    source = EMAIL.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "contacts.json"
        path.write_text(json.dumps(people), encoding="utf-8")
        lines = [json.loads(line) for line in call([options.tool, "render", EMAIL, path, str(seconds)])]
        compiling = json.loads(call([options.tool, "compile", EMAIL, "1000"])[0])
        allocations = counted([options.tool, "allocations", EMAIL, path, "10000"])["allocations"]
    ours, texts = lines[0], lines[1:]
    print("| engine | renderings per CPU s | ours is |\n| --- | --- | --- |")
    print(f"| mailplan | {ours['rendersPerSecond']:,} | |")
    differs = False
    for name, render in peers(source):
        for person, text in zip(people, texts, strict=True):
            theirs = render(for_peers(person))
            if theirs != text:
                differs = True
                print(f"{name} differs for {person['email']}", file=sys.stderr)
                for a, b in zip(theirs.splitlines(), text.splitlines()):
                    if a != b:
                        print(f"  theirs: {a}\n  ours:   {b}", file=sys.stderr)
                        break
                break
        speed = rate(render, [for_peers(person) for person in people], seconds)
        print(f"| {name} | {speed:,.0f} | {ours['rendersPerSecond'] / speed:.1f} × |")
    print(f"\n{ours['bytes']:,} bytes a rendering; {allocations} allocations in 10,000 warm renderings; "
          f"{compiling['templates']:,} templates of {compiling['bytes']:,} bytes compiled in "
          f"{compiling['milliseconds']} ms.")
    order_email(options.tool, seconds)
    sys.exit(1 if differs else 0)


main()
