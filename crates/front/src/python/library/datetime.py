# Dates and times of the simulated clock, which is in UTC: the proleptic Gregorian calendar of `Lib/datetime.py`.

from time import _civil, _days_in_month, _ordinal, _strftime, time as _now

MINYEAR = 1
MAXYEAR = 9999


class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        whole = (days + weeks * 7) * 86400 + hours * 3600 + minutes * 60 + seconds
        self._set(round(whole * 1000000 + milliseconds * 1000 + microseconds))

    def _set(self, total):
        self._total = total
        seconds, self.microseconds = divmod(total, 1000000)
        self.days, self.seconds = divmod(seconds, 86400)

    def total_seconds(self):
        return self._total / 1000000

    def __add__(self, other):
        return _delta(self._total + other._total) if isinstance(other, timedelta) else NotImplemented

    def __sub__(self, other):
        return _delta(self._total - other._total) if isinstance(other, timedelta) else NotImplemented

    def __mul__(self, other):
        return _delta(round(self._total * other))

    def __rmul__(self, other):
        return _delta(round(self._total * other))

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total / other._total
        return _delta(round(self._total / other))

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total // other._total
        return _delta(self._total // other)

    def __mod__(self, other):
        return _delta(self._total % other._total)

    def __neg__(self):
        return _delta(-self._total)

    def __abs__(self):
        return _delta(abs(self._total))

    def __bool__(self):
        return self._total != 0

    def __eq__(self, other):
        return isinstance(other, timedelta) and self._total == other._total

    def __lt__(self, other):
        return self._total < other._total

    def __le__(self, other):
        return self._total <= other._total

    def __gt__(self, other):
        return self._total > other._total

    def __ge__(self, other):
        return self._total >= other._total

    def __hash__(self):
        return hash(self._total)

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        if self.days:
            plural = "" if abs(self.days) == 1 else "s"
            text = f"{self.days} day{plural}, {text}"
        return f"{text}.{self.microseconds:06d}" if self.microseconds else text

    def __repr__(self):
        parts = [("days", self.days), ("seconds", self.seconds), ("microseconds", self.microseconds)]
        shown = [f"{name}={value}" for name, value in parts if value]
        return "datetime.timedelta(" + (", ".join(shown) or "0") + ")"


def _delta(total):
    made = timedelta()
    made._set(total)
    return made


class timezone:
    def __init__(self, offset, name=None):
        self._offset = offset
        self._name = name

    def utcoffset(self, when):
        return self._offset

    def tzname(self, when):
        if self._name is not None:
            return self._name
        return "UTC" if not self._offset else "UTC" + _offset_text(self._offset)

    def __eq__(self, other):
        return isinstance(other, timezone) and self._offset == other._offset

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        return "datetime.timezone.utc" if not self._offset else f"datetime.timezone({self._offset!r})"


timezone.utc = timezone(timedelta(0))
UTC = timezone.utc


def _offset_text(offset):
    minutes = offset._total // 60000000
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _check_date(year, month, day):
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")


class date:
    def __init__(self, year, month, day):
        _check_date(year, month, day)
        self.year = year
        self.month = month
        self.day = day

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_now())

    @classmethod
    def fromtimestamp(cls, seconds):
        return cls.fromordinal(int(seconds) // 86400 + 719163)

    @classmethod
    def fromordinal(cls, ordinal):
        year, month, day = _civil(ordinal)
        return cls(year, month, day)

    @classmethod
    def fromisoformat(cls, text):
        return cls(int(text[0:4]), int(text[5:7]), int(text[8:10]))

    def toordinal(self):
        return _ordinal(self.year, self.month, self.day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def _parts(self):
        ordinal = self.toordinal()
        return [self.year, self.month, self.day, 0, 0, 0, self.weekday(), ordinal - _ordinal(self.year, 1, 1) + 1, 0]

    def timetuple(self):
        return self._parts()

    def strftime(self, format):
        return _strftime(format, self._parts(), 0)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def isoformat(self):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def replace(self, year=None, month=None, day=None):
        return date(year or self.year, month or self.month, day or self.day)

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"datetime.date({self.year}, {self.month}, {self.day})"

    def _key(self):
        return (self.year, self.month, self.day)

    def __eq__(self, other):
        return type(self) is type(other) and self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key()

    def __le__(self, other):
        return self._key() <= other._key()

    def __gt__(self, other):
        return self._key() > other._key()

    def __ge__(self, other):
        return self._key() >= other._key()

    def __hash__(self):
        return hash(self._key())

    def __add__(self, delta):
        return date.fromordinal(self.toordinal() + delta.days)

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return date.fromordinal(self.toordinal() - other.days)
        return timedelta(self.toordinal() - other.toordinal())


class datetime(date):
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        date.__init__(self, year, month, day)
        for value, most, word in ((hour, 23, "hour"), (minute, 59, "minute"), (second, 59, "second")):
            if not 0 <= value <= most:
                raise ValueError(f"{word} must be in 0..{most}")
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.tzinfo = tzinfo

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_now(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_now())

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_now())

    @classmethod
    def fromtimestamp(cls, seconds, tz=None):
        total = round(seconds * 1000000)
        if tz is not None:
            total += tz.utcoffset(None)._total
        return cls._at(total, tz)

    @classmethod
    def _at(cls, total, tz):
        days, rest = divmod(total, 86400000000)
        year, month, day = _civil(days + 719163)
        seconds, microsecond = divmod(rest, 1000000)
        minutes, second = divmod(seconds, 60)
        return cls(year, month, day, minutes // 60, minutes % 60, second, microsecond, tz)

    @classmethod
    def fromisoformat(cls, text):
        clock = text[11:].split(".")
        parts = [int(part) for part in clock[0].split(":")] if text[11:] else []
        if len(clock) == 2:
            parts = (parts + [0, 0])[:3] + [int((clock[1] + "000000")[:6])]
        return cls(int(text[0:4]), int(text[5:7]), int(text[8:10]), *parts)

    def _local(self):
        days = self.toordinal() - 719163
        return (days * 86400 + self.hour * 3600 + self.minute * 60 + self.second) * 1000000 + self.microsecond

    def _total(self):
        offset = 0 if self.tzinfo is None else self.tzinfo.utcoffset(self)._total
        return self._local() - offset

    def timestamp(self):
        return self._total() / 1000000

    def date(self):
        return date(self.year, self.month, self.day)

    def time(self):
        return time(self.hour, self.minute, self.second, self.microsecond)

    def astimezone(self, tz=None):
        tz = tz or UTC
        return datetime._at(self._total() + tz.utcoffset(None)._total, tz)

    def replace(self, **changes):
        names = ["year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo"]
        return datetime(*[changes.get(name, getattr(self, name)) for name in names])

    def _parts(self):
        parts = date._parts(self)
        parts[3:6] = [self.hour, self.minute, self.second]
        return parts

    def strftime(self, format):
        return _strftime(format, self._parts(), self.microsecond)

    def isoformat(self, sep="T", timespec="auto"):
        text = f"{self.year:04d}-{self.month:02d}-{self.day:02d}{sep}{self.hour:02d}:{self.minute:02d}:{self.second:02d}"
        if timespec == "milliseconds":
            text += f".{self.microsecond // 1000:03d}"
        elif timespec == "microseconds" or timespec == "auto" and self.microsecond:
            text += f".{self.microsecond:06d}"
        if self.tzinfo is not None:
            text += _offset_text(self.tzinfo.utcoffset(self))
        return text

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self.year, self.month, self.day, self.hour, self.minute]
        if self.second or self.microsecond:
            parts.append(self.second)
        if self.microsecond:
            parts.append(self.microsecond)
        shown = ", ".join([str(part) for part in parts])
        zone = "" if self.tzinfo is None else f", tzinfo={self.tzinfo!r}"
        return f"datetime.datetime({shown}{zone})"

    def _key(self):
        return self._total()

    def __add__(self, delta):
        return datetime._at(self._local() + delta._total, self.tzinfo)

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return datetime._at(self._local() - other._total, self.tzinfo)
        return _delta(self._total() - other._total())


class time:
    def __init__(self, hour=0, minute=0, second=0, microsecond=0):
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond

    def isoformat(self):
        text = f"{self.hour:02d}:{self.minute:02d}:{self.second:02d}"
        return f"{text}.{self.microsecond:06d}" if self.microsecond else text

    def strftime(self, format):
        return _strftime(format, [1900, 1, 1, self.hour, self.minute, self.second, 0, 1, 0], self.microsecond)

    def __str__(self):
        return self.isoformat()

    def __eq__(self, other):
        return isinstance(other, time) and self.isoformat() == other.isoformat()

    def __lt__(self, other):
        return self.isoformat() < other.isoformat()

    def __hash__(self):
        return hash(self.isoformat())
