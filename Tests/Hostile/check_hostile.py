#!/usr/bin/env python3
"""Checks files that nobody would write with the released binary: no trap, bounded time and memory, fair growth.

    python3 Tests/Hostile/check_hostile.py BINARY [--milliseconds 250] [--mebibytes 64] [--growth] [--only NAME]...

Every case of make_hostile.py is linted and laid out. Time is CPU time, memory is the peak beyond that of a small
campaign; both are those of the better of three tries, and a case is tried again only when it fails. With --growth each
case is also made at half the size: the whole takes at most 2.5 times as long as its half, 20 ms aside.
"""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import make_hostile  # noqa: E402

SMALL = make_hostile.STEPS + make_hostile.email("only")


def run(command, seconds=10):
    """CPU seconds, peak in KiB, exit code and output."""
    environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment,
                                   preexec_fn=lambda: resource.setrlimit(
                                       resource.RLIMIT_CPU, (seconds, seconds)))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss, process.returncode, output.read()


COMMANDS = {
    "lint": ["lint", "--format", "json"],
    "fmt": ["fmt", "--check"],
}


def best(command, tries, is_good):
    result = run(command)
    for _ in range(tries - 1):
        if is_good(result):
            break
        again = run(command)
        result = (min(result[0], again[0]), min(result[1], again[1]), again[2], again[3])
    return result


def problems_of(name, verb, code, output):
    """What must not have happened, limits aside."""
    found = []
    if code not in (0, 1):
        found.append(f"exit code {code}: {output[-200:].decode(errors='replace')!r}")
    if b"internal-error" in output:
        found.append("internal-error")
    if verb == "lint" and code in (0, 1):
        try:
            json.loads(output)
        except ValueError as error:
            found.append(f"no JSON: {error}")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--milliseconds", type=int, default=250)
    parser.add_argument("--mebibytes", type=int, default=64)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--tries", type=int, default=3)
    parser.add_argument("--all", action="store_true", help="print every case as it is checked, not only the worst in the end")
    parser.add_argument("--only", action="append", choices=sorted(make_hostile.CASES))
    options = parser.parse_args()
    binary = str(options.binary.resolve())
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(check(binary, pathlib.Path(folder), options))


def check(binary, folder, options):
    small = folder / "small.yaml"
    small.write_text(SMALL)
    base = {verb: min(run([binary, *words, str(small)])[1] for _ in range(3)) for verb, words in COMMANDS.items()}
    rows, faults = [], []
    for name in options.only or make_hostile.CASES:
        sizes = [make_hostile.MIB // 2, make_hostile.MIB] if options.growth else [make_hostile.MIB]
        seconds = {}
        for size in sizes:
            make_hostile.write(folder, name, make_hostile.CASES[name](size))
            main = folder / name / (folder / name / ".main").read_text()
            for verb, words in COMMANDS.items():
                limit_seconds, limit_kib = options.milliseconds / 1000, options.mebibytes * 1024
                time, peak, code, output = best(
                    [binary, *words, str(main)], options.tries,
                    lambda result: result[0] <= limit_seconds and result[1] - base[verb] <= limit_kib)
                memory = peak - base[verb]
                found = problems_of(name, verb, code, output)
                if time > limit_seconds:
                    found.append(f"{time * 1000:.0f} ms")
                if memory > limit_kib:
                    found.append(f"{memory / 1024:.0f} MiB")
                seconds[verb, size] = time
                if size == make_hostile.MIB:
                    rows.append((time, memory, name, verb, code, len(output), found))
                    half = seconds.get((verb, size // 2))
                    if half is not None and time > 2.5 * half + 0.020:
                        found.append(f"{half * 1000:.0f} ms for half of it, {time * 1000:.0f} ms for all")
                if options.all and size == make_hostile.MIB:
                    show(rows[-1])
                if found:
                    faults.append((name, verb, found))
            for path in (folder / name).iterdir():
                path.unlink()
    report(rows, faults, options)
    return 1 if faults else 0


def show(row):
    time, memory, name, verb, code, length, found = row
    print(f"{name:28} {verb:5} {time * 1000:7.0f} {memory / 1024:6.1f} {code:4} {length:9}  {'; '.join(found)}",
          flush=True)


def report(rows, faults, options):
    rows.sort(reverse=True)
    shown = [] if options.all else rows[:12] + sorted(rows, key=lambda row: -row[1])[:6]
    print(f"{'case':28} {'':5} {'ms':>7} {'MiB':>6} exit {'output':>9}")
    for row in shown:
        show(row)
    for name, verb, found in faults:
        print(f"too much: {name} ({verb}): {'; '.join(found)}")
    print(f"{len(rows)} checks of files of 1 MiB, {len(faults)} faults; the slowest {rows[0][0] * 1000:.0f} ms, "
          f"the largest {max(row[1] for row in rows) / 1024:.0f} MiB beyond a small campaign")


if __name__ == "__main__":
    main()
