"""The rules of grammar/time.md, written a second time on Python's zoneinfo.

Nothing here is taken from the Swift sources: it is what the tool is checked against, by check_vectors.py for the
tables and by check_manifest.py for whole runs. Instants are whole seconds since 1970-01-01T00:00Z.
"""

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

UTC = timezone.utc
EPOCH = datetime(1970, 1, 1)
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ELAPSED = {"second": 1, "minute": 60, "hour": 3600}


def offset(zone, instant):
    return int(datetime.fromtimestamp(instant, zone).utcoffset().total_seconds())


def local(zone, instant):
    """What the clock shows, without a zone."""
    return EPOCH + timedelta(seconds=instant + offset(zone, instant))


def clock_of(moment):
    return int((moment - EPOCH).total_seconds())


def resolve(zone, moment):
    """The instant of a local time, and 'gap' or 'overlap' where the clock skips or repeats it."""
    early, late = (
        int(moment.replace(tzinfo=zone, fold=fold).utcoffset().total_seconds()) for fold in (0, 1)
    )
    first = clock_of(moment) - early
    if early == late:
        return first, None
    if early > late:
        return first, "overlap"
    # The jump lies between the two readings: it is the first instant that shows a later time.
    low, high = clock_of(moment) - late, first
    while high - low > 1:
        middle = (low + high) // 2
        if local(zone, middle) > moment:
            high = middle
        else:
            low = middle
    return high, "gap"


def parse_period(text):
    count, unit = text.strip().split()
    return int(count), unit.rstrip("s")


def add_months(day, count):
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (after - timedelta(days=1)).day))


def add_to_day(day, period):
    count, unit = period
    if unit == "month":
        return add_months(day, count)
    return day + timedelta(days=count * (7 if unit == "week" else 1))


def add(zone, instant, period):
    """Elapsed units by the second, calendar units to the same clock time."""
    count, unit = period
    if count == 0:
        return instant, None
    if unit in ELAPSED:
        return instant + count * ELAPSED[unit], None
    here = local(zone, instant)
    return resolve(zone, datetime.combine(add_to_day(here.date(), period), here.time()))


def parse_time(text):
    return datetime.strptime(text.strip(), "%H:%M:%S" if text.count(":") == 2 else "%H:%M").time()


def parse_days(text):
    """`mon-fri`, `[tue, thu]`, `weekdays`, `weekends`, `all`: a set of 0 (Monday) to 6."""
    found = set()
    for word in text.strip().strip("[]").split(","):
        word = {"weekdays": "mon-fri", "weekends": "sat-sun", "all": "mon-sun"}.get(
            word.strip(), word.strip())
        first, _, last = word.partition("-")
        index, end = DAYS.index(first), DAYS.index(last or first)
        found.add(index)
        while index != end:
            index = (index + 1) % 7
            found.add(index)
    return found


def on_allowed_day(day, days):
    while day.weekday() not in days:
        day += timedelta(days=1)
    return day


def wait_for(zone, instant, period, at, days):
    """`{ for: 3 days, at: 09:00, days: weekdays }`"""
    here = local(zone, instant)
    day = on_allowed_day(add_to_day(here.date(), period), days)
    return resolve(zone, datetime.combine(day, at or here.time()))


def next_local(zone, instant, at, days, included=False):
    """The next local time on an allowed day, strictly after the instant, or not before it."""
    day = local(zone, instant).date() - timedelta(days=1)
    while True:
        if day.weekday() in days:
            found = resolve(zone, datetime.combine(day, at))
            if found[0] > instant or (included and found[0] == instant):
                return found
        day += timedelta(days=1)


class Window:
    """Stretches of (days, opens, closes), both in seconds of the day."""

    def __init__(self, stretches):
        self.stretches = stretches

    def contains(self, moment):
        second = moment.hour * 3600 + moment.minute * 60 + moment.second
        today, yesterday = moment.weekday(), (moment.weekday() - 1) % 7
        for days, opens, closes in self.stretches:
            if opens < closes:
                if today in days and opens <= second < closes:
                    return True
            elif (today in days and second >= opens) or (yesterday in days and second < closes):
                return True
        return False

    def opening(self, zone, instant):
        """The first instant from here on at which the clock shows a time inside, and its mark.

        Looked for where it can begin: at the openings of the coming days, both times if there are two, and
        where the clock changes.
        """
        if self.contains(local(zone, instant)):
            return instant, None
        for days in (1, 8, 16):
            inside = [
                (at, mark) for at, mark in self.candidates(zone, instant, days)
                if at >= instant and self.contains(local(zone, at))
            ]
            if inside:
                first = min(at for at, _ in inside)
                marks = [mark for at, mark in inside if at == first]
                # An opening at the very end of a gap exists.
                return first, None if None in marks else marks[0]
        raise ValueError("the window does not open")

    def candidates(self, zone, instant, days):
        day = datetime.combine(local(zone, instant).date(), datetime.min.time())
        for ahead in range(-1, days + 1):
            for opens in {opens for _, opens, _ in self.stretches}:
                moment = day + timedelta(days=ahead, seconds=opens)
                first, mark = resolve(zone, moment)
                if mark != "gap":
                    yield first, mark
                if mark == "overlap":
                    late = moment.replace(tzinfo=zone, fold=1).utcoffset().total_seconds()
                    yield clock_of(moment) - int(late), mark
        for piece in (0, 1):
            for change in changes(zone, instant // (16 * 86400) + piece):
                if change > instant + days * 86400:
                    break
                before = EPOCH + timedelta(seconds=change + offset(zone, change - 1))
                yield change, "gap" if local(zone, change) > before else "overlap"


@lru_cache(maxsize=None)
def changes(zone, piece):
    """The instants of 16 days at which the offset changes."""
    found = []
    start = piece * 16 * 86400
    for before in range(start, start + 16 * 86400, 6 * 3600):
        low, high = before, before + 6 * 3600
        if offset(zone, low) == offset(zone, high):
            continue
        old = offset(zone, low)
        while high - low > 1:
            middle = (low + high) // 2
            if offset(zone, middle) == old:
                low = middle
            else:
                high = middle
        found.append(high)
    return found


def seconds(text):
    hour, minute, *rest = (int(part) for part in text.strip().split(":"))
    return (hour * 3600 + minute * 60 + (rest[0] if rest else 0)) % 86400


def parse_hours(text, days):
    return [
        (days, *(seconds(end) for end in part.split("-")))
        for part in text.strip().strip("[]").split(",")
    ]


def parse_window(keys):
    """The keys of `window:` as text by name; `hours` may be a mapping."""
    hours = keys["hours"].strip()
    if not hours.startswith("{"):
        return Window(parse_hours(hours, parse_days(keys.get("days", "all"))))
    return Window([
        stretch for days, part in parse_mapping(hours).items()
        for stretch in parse_hours(part, parse_days(days))
    ])


def parse_mapping(text):
    """A flow mapping of YAML: `{ a: b, c: [d, e], f: { … } }` as text by name."""
    parts, depth, part = [], 0, ""
    for character in text.strip()[1:-1]:
        depth += (character in "[{(") - (character in "]})")
        if character == "," and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += character
    found = {}
    for part in parts + [part]:
        name, _, value = part.partition(":")
        if name.strip():
            found[name.strip()] = value.strip()
    return found


def parse_written(text):
    """`2026-12-24T09:00`, with `Z` or an offset an instant: (moment, offset or None)."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?", text.strip())
    day, clock, ahead = match.groups()
    moment = datetime.combine(date.fromisoformat(day), parse_time(clock))
    if ahead is None:
        return moment, None
    if ahead == "Z":
        return moment, 0
    sign = -1 if ahead[0] == "-" else 1
    return moment, sign * (int(ahead[1:3]) * 3600 + int(ahead[4:6]) * 60)


def fixed(zone, text):
    moment, ahead = parse_written(text)
    if ahead is None:
        return resolve(zone, moment)
    return clock_of(moment) - ahead, None


def best_hour(zone, hours, opens):
    """The most common hour, of equally common ones the earliest; None if there is none."""
    counts = [0] * 24
    for hour in hours + [local(zone, at).hour for at in opens]:
        if 0 <= hour < 24:
            counts[hour] += 1
    return counts.index(max(counts)) if any(counts) else None


class Policies:
    """`min_gap` and `max_emails` of a project, as text by name."""

    def __init__(self, keys):
        self.gap = parse_period(keys["min_gap"]) if "min_gap" in keys else None
        cap = parse_mapping(keys["max_emails"]) if "max_emails" in keys else None
        self.cap = cap and {
            "count": int(cap["count"]), "per": parse_period(cap["per"]),
            "basis": cap.get("basis", "rolling"), "otherwise": cap.get("otherwise", "skip"),
        }

    def after_gap(self, zone, at, others):
        """The first instant from here on that is far enough from all others, and its mark."""
        mark = None
        moved = self.gap is not None
        while moved:
            moved = False
            for other in sorted(others):
                first, second = min(other, at), max(other, at)
                if add(zone, first, self.gap)[0] > second:
                    at, mark = add(zone, other, self.gap)
                    moved = True
        return at, mark

    def stretch_end(self, zone, at):
        """Where the stretch ends that begins with an email."""
        if self.cap["basis"] == "rolling":
            return add(zone, at, self.cap["per"])
        day = local(zone, at).date()
        if self.cap["per"][1] == "week":
            day -= timedelta(days=day.weekday())
        if self.cap["per"][1] == "month":
            day = day.replace(day=1)
        return resolve(zone, datetime.combine(
            add_to_day(day, self.cap["per"]), datetime.min.time()))

    def is_full(self, zone, at, others):
        """Whether some stretch that holds this email holds more than are allowed."""
        count = self.cap["count"]
        emails = sorted(others + [at])
        place = len([other for other in others if other <= at])
        for index in range(max(0, place - count), min(place, len(emails) - 1 - count) + 1):
            if self.stretch_end(zone, emails[index])[0] > emails[index + count]:
                return True
        return False

    def after_cap(self, zone, at, others):
        """Where the next stretch ends, if the cap does not let the email go here."""
        return min(end for end in (self.stretch_end(zone, other) for other in others)
                   if end[0] > at)


def place(zone, at, marks, window, otherwise, policies, others):
    """Strategy, window, gap, cap, and the window again: (instant, marks), or why not."""
    while True:
        if window is not None:
            opening, mark = window.opening(zone, at)
            if opening != at:
                if otherwise == "skip":
                    return "outside-window", marks
                at, marks = opening, (marks - {"clock", "overlap"} | {"window", clocks(mark)}) - {None}
        later, mark = policies.after_gap(zone, at, others)
        if later != at:
            at, marks = later, (marks - {"clock", "overlap"} | {"gap", clocks(mark)}) - {None}
            continue
        if policies.cap and policies.is_full(zone, at, others):
            if policies.cap["otherwise"] == "skip":
                return "capped", marks
            at, mark = policies.after_cap(zone, at, others)
            marks = (marks - {"clock", "overlap"} | {"cap", clocks(mark)}) - {None}
            continue
        return at, marks


def clocks(mark):
    """The gap of a clock has a name of its own here; both kinds are listed as `gap`."""
    return "clock" if mark == "gap" else mark


ORDER = ["window", "cap", "gap", "overlap", "optimized", "fallback"]


def listed(marks):
    """The marks in the order of the manifest."""
    marks = {"gap" if mark == "clock" else mark for mark in marks}
    return [mark for mark in ORDER if mark in marks]


def iso(zone, instant):
    """`2026-12-01T09:00:00+01:00`; offsets with seconds are cut to minutes."""
    ahead = offset(zone, instant)
    minutes = abs(ahead) // 60 * (-1 if ahead < 0 else 1)
    moment = EPOCH + timedelta(seconds=instant + minutes * 60)
    sign = "-" if minutes < 0 else "+"
    return f"{moment.isoformat()}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def zone(name):
    return ZoneInfo(name)
