"""Checks the tables about time against the rules written in Python (reference.py).

    python3 Tests/Time/check_vectors.py             every row of every table; exit code 1 for a difference
    python3 Tests/Time/check_vectors.py --fill      writes what zoneinfo says where a row says `?`

The same rows go through the compiler and the runner in TimeVectorTests.swift.
"""

import re
import sys
from pathlib import Path

import reference as r

ROOT = Path(__file__).resolve().parents[2]
FILES = ["grammar/time.md", "Tests/Time/waits.md", "Tests/Time/sending.md", "Tests/Time/zones.md"]


def cells(line):
    return [cell.strip().replace("`", "").strip() for cell in line.strip().strip("|").split("|")]


def vectors(path):
    names = []
    for number, line in enumerate((ROOT / path).read_text().split("\n")):
        if not line.startswith("|"):
            names = []
        elif not names:
            names = cells(line)
        elif "now" in names and "the mail goes out" in names and set(line) - set("|- :"):
            yield number, dict(zip(names, cells(line)))


def read_time(zone, text):
    """`Wed 2023-12-20 08:00`, with an offset where the clock shows it twice."""
    day, *rest = text.split()
    moment, ahead = r.parse_written("T".join(rest[:2]) + "".join(rest[2:]))
    assert r.DAYS[moment.weekday()] == day.lower(), f"{text} is no {day}"
    if ahead is not None:
        return r.clock_of(moment) - ahead
    at, mark = r.resolve(zone, moment)
    assert mark is None, f"{text} needs an offset"
    return at


def show(zone, at, marks):
    text = r.iso(zone, at)
    day = r.DAYS[r.local(zone, at).weekday()].capitalize()
    clock = text[11:16] + ("" if text[16:19] == ":00" else text[16:19])
    marked = r.listed(marks)
    suffix = f" ({', '.join(marked)})" if marked else ""
    return f"{day} {text[:10]} {clock} {text[19:]}{suffix}", f"{day} {text[:10]} {clock}{suffix}"


class Enrollment:
    def __init__(self, row):
        self.zone = r.zone(row["zone"])
        self.now = read_time(self.zone, row["now"])
        self.marks = set()
        self.skips_next = False
        self.is_over = False
        self.sent = []
        self.contact = dict(
            part.split(" = ") for part in row.get("contact", "").split("; ") if " = " in part)
        self.events = []
        for part in row.get("what happened", "").split("; "):
            if part:
                kind, time = part.split(" ", 1)
                self.events.append((kind, read_time(self.zone, time)))
        self.begins(row.get("campaign", ""))
        self.began = self.now
        self.send = r.parse_mapping("{" + row.get("send", "") + "}")
        self.category = row.get("category", "")
        self.policies = r.Policies(r.parse_mapping("{" + row.get("policies", "") + "}"))
        self.others = []
        steps = [step for step in row.get("steps", "").split(" then ") if step]
        for step in steps if "mail" in steps else steps + ["mail"]:
            if self.is_over:
                break
            if step == "mail":
                self.mail()
            elif step.startswith("wait: "):
                self.wait(step.removeprefix("wait: "))
            else:
                raise ValueError(step)

    def begins(self, text):
        """`enroll: { at: signed_up }`, or the campaign's schedule."""
        if text.startswith("enroll: "):
            value = self.contact[r.parse_mapping(text.removeprefix("enroll: "))["at"]]
            self.go_to(*self.of_column(value, None, "00:00" if len(value) == 10 else None))
        elif text.startswith("send: "):
            send = r.parse_mapping(text.removeprefix("send: "))
            at, mark = r.fixed(self.zone, send["at"])
            if at < self.now:
                self.pass_over(send.get("on_past", "error"))
            else:
                self.go_to(at, mark)

    def go_to(self, at, mark):
        self.now, self.marks = max(at, self.now), {r.clocks(mark)} - {None}

    def pass_over(self, on_past):
        self.marks = set()
        if on_past == "skip":
            self.skips_next = True
        elif on_past == "exit":
            self.is_over = True
        elif on_past == "error":
            self.is_over = True
            self.sent = ["the run stops"]

    def of_column(self, value, offset, at):
        """A date or timestamp, some time later or before, at a time of that day."""
        period = r.parse_period(offset) if offset else (0, "day")
        if len(value) == 10:
            moment = r.parse_written(f"{value}T{at}")[0]
            if period[1] in r.ELAPSED:
                return r.resolve(self.zone, moment)[0] + period[0] * r.ELAPSED[period[1]], None
            day = r.add_to_day(moment.date(), period)
            return r.resolve(self.zone, moment.combine(day, moment.time()))
        moment, ahead = r.parse_written(value)
        instant = r.clock_of(moment) - ahead
        if at is None:
            return r.add(self.zone, instant, period)
        day = r.add_to_day(r.local(self.zone, instant).date(), period)
        return r.resolve(self.zone, moment.combine(day, r.parse_time(at)))

    def wait(self, text):
        if not text.startswith("{"):
            return self.go_to(*r.add(self.zone, self.now, r.parse_period(text)))
        keys = r.parse_mapping(text)
        days = r.parse_days(keys.get("days", "all"))
        if "for" in keys:
            period = r.parse_period(keys["for"])
            if period[1] in r.ELAPSED:
                return self.go_to(*r.add(self.zone, self.now, period))
            at = r.parse_time(keys["at"]) if "at" in keys else None
            return self.go_to(*r.wait_for(self.zone, self.now, period, at, days))
        if "event" in keys:
            return self.wait_for_event(keys)
        until = keys["until"]
        if re.fullmatch(r"\d\d:\d\d(:\d\d)?", until):
            return self.go_to(*r.next_local(self.zone, self.now, r.parse_time(until), days))
        if until[0].isdigit():
            at, mark = r.fixed(self.zone, until)
        elif until in self.contact:
            at, mark = self.of_column(self.contact[until], keys.get("offset"), keys.get("at"))
        else:
            return self.pass_over(keys["on_past"])
        if at < self.now:
            return self.pass_over(keys["on_past"])
        self.go_to(at, mark)

    def wait_for_event(self, keys):
        kind = re.match(r'event\("(.*)"\)|(\w+)\(', keys["event"])
        kind = kind.group(1) or kind.group(2)
        end = r.add(self.zone, self.now, r.parse_period(keys["timeout"]))[0]
        times = [at for name, at in self.events if name == kind and at >= self.began]
        first = min(times, default=end + 1)
        self.go_to(max(self.now, min(first, end)), None)

    def mail(self):
        if self.skips_next:
            self.skips_next = False
            return self.sent.append("left out: past")
        at, marks = self.now, set(self.marks)
        strategy = self.send.get("strategy", "immediate")
        if strategy == "scheduled":
            at, mark = r.fixed(self.zone, self.send["at"])
            if at > self.now:
                self.go_to(at, mark)
            elif at < self.now:
                on_past = self.send.get("on_past", "error")
                if on_past == "exit":
                    self.sent.append("left out: past")
                self.pass_over(on_past)
                if self.is_over:
                    return
                if self.skips_next:
                    self.skips_next = False
                    return self.sent.append("left out: past")
            at, marks = self.now, set(self.marks)
        elif strategy == "optimized":
            hours = [int(hour) for hour in self.contact.get("open_hours", "").split()]
            opens = [time for kind, time in self.events if kind == "opened" and time <= self.now]
            hour = r.best_hour(self.zone, hours, opens)
            time = self.send.get("fallback_time", "09:00") if hour is None else f"{hour:02}:00"
            at, mark = r.next_local(
                self.zone, self.now, r.parse_time(time), set(range(7)), included=True)
            marks.add("fallback" if hour is None else "optimized")
            if at > self.now:
                marks |= {r.clocks(mark)} - {None}
        window, keys = None, {}
        if self.category != "transactional":
            if "window" in self.send:
                keys = r.parse_mapping(self.send["window"])
                window = r.parse_window(keys)
            at, marks = r.place(
                self.zone, at, marks, window, keys.get("otherwise"), self.policies, self.others)
            if isinstance(at, str):
                return self.sent.append(f"left out: {at}")
            self.others.append(at)
        if keys.get("hold") == "run":
            if at > self.now:
                self.marks = set()
            self.now = at
        self.sent.append(show(self.zone, at, marks))


def outcome(row):
    sent = Enrollment(row).sent or ["never"]
    pairs = [item if isinstance(item, tuple) else (item, item) for item in sent]
    return " then ".join(pair[0] for pair in pairs), " then ".join(pair[1] for pair in pairs)


def written(row, full, short):
    """With offsets only where the clock shows one of the times twice."""
    zone = r.zone(row["zone"])
    for item in short.split(" then "):
        words = item.split(" (")[0].split()
        if len(words) == 3 and words[1][:1].isdigit():
            if r.resolve(zone, r.parse_written(f"{words[1]}T{words[2]}")[0])[1] == "overlap":
                return full
    return short


def main():
    fill = "--fill" in sys.argv
    wrong = count = 0
    for path in FILES:
        lines = (ROOT / path).read_text().split("\n")
        for number, row in vectors(path):
            count += 1
            try:
                full, short = outcome(row)
            except Exception as error:
                print(f"{path}:{number + 1}: {error!r}")
                wrong += 1
                continue
            expected = row["the mail goes out"]
            if expected == "?" and fill:
                lines[number] = lines[number].replace("| ? |", f"| {written(row, full, short)} |")
            elif expected not in (full, written(row, full, short)):
                print(f"{path}:{number + 1}: {expected}, but zoneinfo says {full}")
                wrong += 1
        if fill:
            (ROOT / path).write_text("\n".join(lines))
    print(f"{count} rows, {wrong} wrong")
    sys.exit(1 if wrong else 0)


main()
