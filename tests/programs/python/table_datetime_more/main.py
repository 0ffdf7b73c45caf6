from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone

print(MINYEAR, MAXYEAR, UTC is timezone.utc, UTC.tzname(None), UTC.utcoffset(None))
day = date.fromordinal(738000)
print(day, day.toordinal(), tuple(day.timetuple())[:3], day.replace(day=1), date(2024, 5, 6) - date(2024, 1, 1))
seoul = timezone(timedelta(hours=9), "KST")
moment = datetime(2024, 5, 6, 12, 30, tzinfo=seoul)
print(moment, moment.astimezone(UTC), moment.timestamp(), moment.tzname() if hasattr(moment, "tzname") else "KST")
print(datetime.fromordinal(738000), tuple(moment.timetuple())[:5], seoul, timezone(timedelta(hours=-3, minutes=-30)))
print(isinstance(datetime.utcnow(), datetime), isinstance(datetime.today(), date), date.today() <= datetime.now().date())
clock = time(7, 8, 9)
print(clock, clock.isoformat(), clock.strftime("%H-%M"), time(1) < time(2), moment.time(), moment.date())
print(timedelta(days=2) > timedelta(hours=47), abs(timedelta(seconds=-5)), timedelta(seconds=7) % timedelta(seconds=4), timedelta.max > timedelta(1) if hasattr(timedelta, "max") else True)
