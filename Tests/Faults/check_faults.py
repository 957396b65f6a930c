#!/usr/bin/env python3
"""Make every system call of a run fail, one at a time, and look at what is left behind.

    python3 Tests/Faults/check_faults.py .build/release/mailplan            everything
    python3 Tests/Faults/check_faults.py .build/release/mailplan --only csv one form of output

For each form of output, each n and each way to fail: the nth call fails, or kills the process. Then every
output stands under its name as it stood before, or complete; nothing unfinished is left (of a killed run:
after the next one); exit code 0 means complete; a failure names a place and a reason. Around that: full
disks, limits, signals, closed streams. Needs Linux and a C compiler. Exit code 0: all of it held.
"""

import argparse
import csv
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
CAMPAIGN = REPOSITORY / "campaigns" / "trial-onboarding"
SEGMENT = REPOSITORY / "campaigns" / "segments" / "trial-users.csv"
FORMER = b"what stood here before\n"
SHOWN = 20

# (call, ways to fail). A call that only reads ends with 2, or does no harm.
FAULTS = [
    ("write", ["ENOSPC", "EIO", "sticky", "kill", "tear"]),
    ("fsync", ["EIO", "kill"]),
    ("rename", ["EACCES", "kill"]),
    ("open", ["EMFILE", "kill"]),
    ("close", ["EIO", "kill"]),
    ("read", ["EIO"]),
    ("unlink", ["kill"]),
]
REASONS = {
    "ENOSPC": "No space left on device",
    "sticky": "No space left on device",
    "EIO": "Input/output error",
    "EACCES": "Permission denied",
    "EMFILE": "Too many open files",
}

# SQLite keeps the system's reason to itself at times, and opens a file to read that it cannot open to write.
SQLITE_REASONS = {
    "EIO": ["disk i/o error", "disk image is malformed"],
    "EMFILE": ["unable to open database file", "attempt to write a readonly database"],
}


class Case:
    def __init__(self, name, output, *options, segment=None, rejects=False, most=None):
        self.name = name
        self.output = output
        self.options = list(options)
        self.segment = segment or SEGMENT
        self.rejects = rejects
        # How many places in a row of very many are tried, evenly spread; None: all.
        self.most = most


class Checker:
    def __init__(self, program, folder, outputs):
        self.program = program
        self.folder = folder
        self.outputs = outputs
        self.shim = folder / "fault_shim.so"
        self.failures = []
        self.tried = 0
        subprocess.run(
            ["cc", "-shared", "-fPIC", "-O1", "-o", self.shim, HERE / "fault_shim.c", "-ldl"],
            check=True,
        )

    def fail(self, place, words):
        self.failures.append(f"{place}: {words}")
        if len(self.failures) <= SHOWN:
            print(f"  {place}: {words}", file=sys.stderr)

    def command(self, case, output):
        command = [self.program, "run", CAMPAIGN, "--segment", case.segment]
        command += ["--launch", "2026-12-01T08:00:00Z", "--workers", "2", "-o", output]
        command += case.options
        if case.rejects:
            command += ["--rows", "skip", "--max-rejects", "1000"]
            command += ["--rejects", pathlib.Path(output).parent / "rejects.csv"]
        return command

    def run(self, case, folder, **fault):
        environment = {**os.environ, "LC_ALL": "C"}
        if fault:
            environment["LD_PRELOAD"] = str(self.shim)
            environment.update({f"FAULT_{key.upper()}": str(value) for key, value in fault.items()})
        return subprocess.run(
            self.command(case, folder / case.output), env=environment, capture_output=True, timeout=120
        )

    def fresh(self, names):
        folder = self.outputs / "out"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in names:
            (folder / name).write_bytes(FORMER)
        return folder

    def check(self, case):
        """All calls of one form of output."""
        folder = self.fresh([])
        done = self.run(case, folder)
        if done.returncode != 0:
            return self.fail(case.name, f"exit code {done.returncode}: {done.stderr.decode()}")
        whole = {path.name: path.read_bytes() for path in folder.iterdir()}
        before = self.tried
        for call, ways in FAULTS:
            count = self.count(case, whole, call)
            for way in ways:
                for n in places(count, case.most):
                    self.try_one(case, whole, call, way, n)
        for call in ("write", "read", "open", "fsync"):
            self.try_weak(case, whole, call)
        print(f"{case.name:<12} {self.tried - before} faults", flush=True)

    def count(self, case, whole, call):
        log = self.folder / "count"
        log.unlink(missing_ok=True)
        # Over files that are there already, as in the runs that follow.
        done = self.run(case, self.fresh(whole), call=call, how="EIO", at=0, log=log)
        if done.returncode != 0:
            self.fail(case.name, f"with the shim: exit code {done.returncode}")
        return int(log.read_text() or 0)

    def try_one(self, case, whole, call, way, n):
        self.tried += 1
        folder = self.fresh(whole)
        done = self.run(case, folder, call=call, how=way, at=n)
        place = f"{case.name}, {call} {n} {way}"
        killed = done.returncode == -signal.SIGKILL
        if killed != (way in ("kill", "tear")):
            # A kill that was not reached: threads may do one call less.
            if done.returncode != 0:
                self.fail(place, f"exit code {done.returncode}: {done.stderr.decode().strip()}")
        self.check_files(place, folder, whole, done.returncode, killed)
        if killed:
            again = self.run(case, folder)
            if again.returncode != 0:
                self.fail(place, f"the next run: {again.returncode}: {again.stderr.decode()}")
            self.check_files(f"{place}, next run", folder, whole, 0, False)
            return
        words = done.stderr.decode()
        if done.returncode == 0:
            return
        if done.returncode not in ((74,) if call in ("write", "fsync", "rename") else (74, 2, 1)):
            self.fail(place, f"exit code {done.returncode}: {words.strip()}")
        reasons = [REASONS[way].lower()]
        if case.name == "database":
            reasons += SQLITE_REASONS.get(way, [])
        if done.returncode == 74 and (
            not any(reason in words.lower() for reason in reasons) or "cannot write" not in words
        ):
            self.fail(place, f"no place or no reason: {words.strip()}")
        if not words.strip():
            self.fail(place, "it ends without a word")

    def try_weak(self, case, whole, call):
        """Every call is interrupted or done in part: the same must come out."""
        self.tried += 1
        folder = self.fresh(whole)
        done = self.run(case, folder, call=call, how="weak", at=1)
        place = f"{case.name}, weak {call}"
        if done.returncode != 0:
            self.fail(place, f"exit code {done.returncode}: {done.stderr.decode().strip()}")
        self.check_files(place, folder, whole, 0, False)

    def check_files(self, place, folder, whole, code, killed):
        for path in folder.iterdir():
            if path.name not in whole:
                if not killed:
                    self.fail(place, f"{path.name} is left behind")
                elif not path.name.endswith(".partial"):
                    self.fail(place, f"{path.name} is left under a name of its own")
        for name, content in whole.items():
            path = folder / name
            found = path.read_bytes() if path.exists() else None
            if code == 0 and not killed and found != content:
                self.fail(place, f"exit code 0, and {name} is not complete")
            elif found not in (content, FORMER):
                size = "absent" if found is None else f"{len(found)} bytes"
                self.fail(place, f"{name} is neither what it was nor complete: {size}")

    # Around single calls.

    def expect(self, place, done, code, words, folder=None, former=()):
        self.tried += 1
        text = done.stderr.decode()
        if done.returncode != code:
            self.fail(place, f"exit code {done.returncode} instead of {code}: {text.strip()}")
        if words.lower() not in text.lower():
            self.fail(place, f"'{words}' is not said: {text.strip()}")
        if folder is not None:
            for path in folder.iterdir():
                if path.name not in former:
                    self.fail(place, f"{path.name} is left behind")
                elif path.read_bytes() != FORMER:
                    self.fail(place, f"{path.name} is changed")

    def surroundings(self, case, whole):
        before = self.tried
        full = "No space left on device"
        null = subprocess.DEVNULL
        base = self.command(case, "-")
        with open("/dev/full", "wb") as sink:
            done = subprocess.run(base, stdout=sink, stderr=subprocess.PIPE)
            self.expect("/dev/full as standard output", done, 74, full)
        done = subprocess.run(
            self.command(case, "/dev/full"), stdout=null, stderr=subprocess.PIPE
        )
        self.expect("/dev/full by name", done, 74, full)
        done = subprocess.run(base, stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1))
        self.expect("closed standard output", done, 74, "standard output: Bad file descriptor")
        self.without_streams(case, whole)
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(base, stdout=writing, stderr=subprocess.PIPE)
        os.close(writing)
        self.expect("nobody reads standard output", done, 74, "Broken pipe")
        for limit in (0, 1, 4096, 100_000):
            if limit >= len(whole[case.output]):
                continue
            folder = self.fresh(whole)

            def bound():
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

            done = subprocess.run(
                self.command(case, folder / case.output), capture_output=True, preexec_fn=bound
            )
            self.expect(f"files of {limit} bytes", done, 74, "File too large", folder, whole)
        self.full_disk(case)
        self.read_only_folder(case)
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
            for name in ("jsonl", "csv", "db", "jsonl.gz"):
                self.stop(case, f"out.{name}", number, code)
        print(f"{'surroundings':<12} {self.tried - before} faults", flush=True)

    def without_streams(self, case, whole):
        """Files must not get the numbers of closed streams: messages would land in them."""
        for closed in ([0], [1], [2], [0, 1, 2]):
            folder = self.fresh(whole)
            self.tried += 1

            def close():
                for descriptor in closed:
                    os.close(descriptor)

            done = subprocess.run(
                self.command(case, folder / case.output), stderr=subprocess.PIPE, preexec_fn=close
            )
            place = f"closed streams {closed}"
            if done.returncode != 0:
                self.fail(place, f"exit code {done.returncode}")
            self.check_files(place, folder, whole, 0, False)

    def full_disk(self, case):
        for size in ("16k", "64k", "256k"):
            folder = self.fresh([])
            script = (
                'mount -t tmpfs -o size="$1" none "$2" || exit 99; shift 2; "$@"; code=$?;'
                ' ls -A "$FOLDER" >&2; exit $code'
            )
            command = ["unshare", "-m", "sh", "-c", script, "sh", size, folder]
            done = subprocess.run(
                command + self.command(case, folder / case.output),
                capture_output=True,
                env={**os.environ, "LC_ALL": "C", "FOLDER": str(folder)},
            )
            if done.returncode in (1, 99):
                return print("full disk    not tried: nothing can be mounted here")
            self.expect(f"a disk of {size}", done, 74, "No space left on device")
            left = done.stderr.decode().splitlines()[1:]
            if left:
                self.fail(f"a disk of {size}", f"left behind: {left}")

    def read_only_folder(self, case):
        folder = self.fresh(["out.jsonl"])
        self.outputs.chmod(0o755)
        folder.chmod(0o555)
        command = self.command(case, folder / "out.jsonl")
        if os.geteuid() == 0:
            # Nobody may be unable to read this checkout.
            self.folder.chmod(0o755)
            shutil.copytree(REPOSITORY / "campaigns", self.folder / "campaigns")
            shutil.copy(self.program, self.folder / "mailplan")
            (self.folder / "mailplan").chmod(0o755)
            for path in (self.folder / "campaigns").rglob("*"):
                path.chmod(0o755)
            moved = {self.program: self.folder / "mailplan"}
            for path in (CAMPAIGN, SEGMENT):
                moved[path] = self.folder / path.relative_to(REPOSITORY)
            command = [moved.get(part, part) for part in command]
            command = ["setpriv", "--reuid=65534", "--clear-groups", *command]
        done = subprocess.run(
            command,
            capture_output=True,
            env={**os.environ, "LC_ALL": "C"},
        )
        folder.chmod(0o755)
        self.expect("a read-only folder", done, 74, "Permission denied", folder, ["out.jsonl"])

    def stop(self, case, output, number, code):
        """A signal while the segment is still coming."""
        folder = self.fresh([output])
        command = self.command(case, folder / output)
        command[command.index(case.segment)] = "-"
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        process.stdin.write(SEGMENT.read_bytes())
        process.stdin.flush()
        for _ in range(2000):
            if any(path.name.endswith(".partial") for path in folder.iterdir()):
                break
            time.sleep(0.005)
        process.send_signal(number)
        try:
            words = process.communicate(timeout=20)[1]
        except subprocess.TimeoutExpired:
            process.kill()
            words = process.communicate()[1]
            self.fail(f"{output}, {number.name}", "it goes on")
        done = subprocess.CompletedProcess(command, process.returncode, b"", words)
        self.expect(f"{output}, {number.name}", done, code, "", folder, [output])


def places(count, most):
    if most is None or count <= most:
        return range(1, count + 1)
    return sorted({1 + i * (count - 1) // (most - 1) for i in range(most)})


def make_segments(folder):
    """One with bad rows, and one whose rows do not fit in the memory of a sort."""
    with open(SEGMENT, newline="", encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))
    bad = folder / "bad.csv"
    with open(bad, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number, row in enumerate(rows):
            writer.writerow(row[:-1] if number % 5 == 0 else row)
    large = folder / "large.csv"
    name, address = header.index("id"), header.index("email")
    with open(large, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for turn in range(40):
            for row in rows:
                row = list(row)
                row[name] += f"-{turn}"
                row[address] = row[address].replace("@", f"+{turn}@", 1)
                writer.writerow(row)
    return bad, large


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--only", help="the name of one form of output, or 'surroundings'")
    parser.add_argument("--most", type=int, help="how many places of a call are tried, evenly spread (default: all)")
    options = parser.parse_args()
    if sys.platform != "linux" or not shutil.which("cc"):
        print("check_faults: needs Linux and a C compiler", file=sys.stderr)
        sys.exit(2)
    # In memory where that can be: the calls are counted all the same, and a disk would take longer than all else.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with (
        tempfile.TemporaryDirectory(prefix="mailplan-faults-") as temporary,
        tempfile.TemporaryDirectory(prefix="mailplan-faults-", dir=memory) as outputs,
    ):
        folder = pathlib.Path(temporary)
        bad, large = make_segments(folder)
        checker = Checker(options.program.resolve(), folder, pathlib.Path(outputs))
        first = Case("jsonl", "out.jsonl")
        cases = [
            first,
            Case("csv", "out.csv", "--bodies", "none"),
            Case("gzip", "out.jsonl.gz", "--bodies", "none"),
            Case("zstd", "out.csv.zst", "--bodies", "none"),
            Case("database", "out.db", "--bodies", "none"),
            Case("steps", "out.jsonl", "--split-by", "step", "--bodies", "none"),
            Case("days", "out.csv.gz", "--split-by", "day", "--bodies", "none"),
            Case("rejects", "out.jsonl", "--bodies", "none", segment=bad, rejects=True),
            Case("sorted", "out.jsonl", "--sort", "time", "--bodies", "none"),
            Case("spilled", "out.jsonl", "--sort", "time", segment=large),
        ]
        for case in cases:
            case.most = case.most or options.most
            if options.only in (None, case.name):
                checker.check(case)
        if options.only in (None, "surroundings"):
            output = checker.fresh([])
            checker.run(first, output)
            whole = {path.name: path.read_bytes() for path in output.iterdir()}
            checker.surroundings(first, whole)
        print(f"{checker.tried} faults tried, {len(checker.failures)} not stood")
        sys.exit(1 if checker.failures else 0)


if __name__ == "__main__":
    main()
