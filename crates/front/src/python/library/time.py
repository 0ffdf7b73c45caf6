# The calendar of the simulated clock, which is in UTC. The clocks themselves are the engine's.

from time import time

timezone = 0
altzone = 0
daylight = 0
tzname = ("UTC", "UTC")

_days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_months = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_year(year):
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400


def _days_in_month(year, month):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


# Days since 31 December of the year 0, as `date.toordinal` counts them.
def _ordinal(year, month, day):
    for earlier in range(1, month):
        day += _days_in_month(year, earlier)
    return _days_before_year(year) + day


def _civil(ordinal):
    year = ordinal // 366 + 1
    while _days_before_year(year + 1) < ordinal:
        year += 1
    day = ordinal - _days_before_year(year)
    month = 1
    while day > _days_in_month(year, month):
        day -= _days_in_month(year, month)
        month += 1
    return year, month, day


class struct_time:
    def __init__(self, parts):
        self._parts = tuple(parts)
        self.tm_year = parts[0]
        self.tm_mon = parts[1]
        self.tm_mday = parts[2]
        self.tm_hour = parts[3]
        self.tm_min = parts[4]
        self.tm_sec = parts[5]
        self.tm_wday = parts[6]
        self.tm_yday = parts[7]
        self.tm_isdst = parts[8]
        self.tm_zone = "UTC"
        self.tm_gmtoff = 0

    def __getitem__(self, index):
        return self._parts[index]

    def __len__(self):
        return 9

    def __iter__(self):
        return iter(self._parts)

    def __eq__(self, other):
        return self._parts == tuple(other)

    def __repr__(self):
        names = ["year", "mon", "mday", "hour", "min", "sec", "wday", "yday", "isdst"]
        shown = [f"tm_{name}={value}" for name, value in zip(names, self._parts)]
        return "time.struct_time(" + ", ".join(shown) + ")"


def gmtime(seconds=None, /):
    seconds = int(time() if seconds is None else seconds)
    days, rest = divmod(seconds, 86400)
    ordinal = days + 719163
    year, month, day = _civil(ordinal)
    hour, rest = divmod(rest, 3600)
    minute, second = divmod(rest, 60)
    year_day = ordinal - _days_before_year(year)
    return struct_time([year, month, day, hour, minute, second, (ordinal - 1) % 7, year_day, 0])


localtime = gmtime


def mktime(parts, /):
    days = _ordinal(parts[0], parts[1], parts[2]) - 719163
    return float(days * 86400 + parts[3] * 3600 + parts[4] * 60 + parts[5])


def strftime(format, parts=None, /):
    return _strftime(format, localtime() if parts is None else parts, 0)


def _strftime(format, t, microsecond):
    text = ""
    index = 0
    while index < len(format):
        letter = format[index]
        index += 1
        if letter != "%" or index == len(format):
            text += letter
            continue
        letter = format[index]
        index += 1
        text += _directive(letter, t, microsecond)
    return text


def _directive(letter, t, microsecond):
    if letter == "Y":
        return str(t[0])
    if letter == "y":
        return f"{t[0] % 100:02d}"
    if letter == "m":
        return f"{t[1]:02d}"
    if letter == "d":
        return f"{t[2]:02d}"
    if letter == "e":
        return f"{t[2]:2d}"
    if letter == "H":
        return f"{t[3]:02d}"
    if letter == "I":
        return f"{(t[3] + 11) % 12 + 1:02d}"
    if letter == "M":
        return f"{t[4]:02d}"
    if letter == "S":
        return f"{t[5]:02d}"
    if letter == "f":
        return f"{microsecond:06d}"
    if letter == "p":
        return "AM" if t[3] < 12 else "PM"
    if letter == "A":
        return _days[t[6]]
    if letter == "a":
        return _days[t[6]][:3]
    if letter == "B":
        return _months[t[1] - 1]
    if letter == "b":
        return _months[t[1] - 1][:3]
    if letter == "j":
        return f"{t[7]:03d}"
    if letter == "w":
        return str((t[6] + 1) % 7)
    if letter == "T" or letter == "X":
        return f"{t[3]:02d}:{t[4]:02d}:{t[5]:02d}"
    if letter == "R":
        return f"{t[3]:02d}:{t[4]:02d}"
    if letter == "F":
        return f"{t[0]}-{t[1]:02d}-{t[2]:02d}"
    if letter == "D" or letter == "x":
        return f"{t[1]:02d}/{t[2]:02d}/{t[0] % 100:02d}"
    if letter == "c":
        return asctime(t)
    if letter == "Z":
        return "UTC"
    if letter == "z":
        return "+0000"
    if letter == "%":
        return "%"
    raise ValueError(f"strftime: %{letter} is not supported")


def asctime(parts=None, /):
    t = localtime() if parts is None else parts
    return f"{_days[t[6]][:3]} {_months[t[1] - 1][:3]} {t[2]:2d} {t[3]:02d}:{t[4]:02d}:{t[5]:02d} {t[0]}"


def ctime(seconds=None, /):
    return asctime(localtime(seconds))
