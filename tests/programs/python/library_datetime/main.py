import time
from datetime import date, datetime, timedelta, timezone

begin = datetime.now()
time.sleep(1.5)
took = datetime.now() - begin
print(took.seconds, 400_000 < took.microseconds < 700_000, took > timedelta(seconds=1), isinstance(took, timedelta))
moment = datetime(2024, 2, 28, 23, 59, 30)
print(moment, repr(moment), moment.isoformat(), moment.date(), moment.weekday(), moment.strftime("%Y/%m/%d %H:%M:%S %a %b %j"))
print(moment + timedelta(minutes=1), moment - timedelta(days=1, hours=2), datetime(2024, 3, 1) - moment)
print(timedelta(days=1, seconds=5), repr(timedelta(hours=25, microseconds=3)), timedelta(minutes=90).total_seconds())
print(timedelta(seconds=10) / 4, timedelta(seconds=10) * 3, -timedelta(seconds=1), timedelta(hours=1) // timedelta(minutes=7))
print(date(2024, 12, 31).toordinal(), date.fromisoformat("2024-02-29"), date(2024, 1, 1).isoweekday())
print(datetime.fromisoformat("2024-05-06T07:08:09"), datetime.fromtimestamp(0, timezone.utc))
print(datetime(2024, 1, 2) < datetime(2024, 1, 3), f"{moment:%H:%M}", datetime(2024, 1, 1, tzinfo=timezone.utc).isoformat())
for wrong in (lambda: date(2023, 2, 29), lambda: datetime(2024, 13, 1), lambda: datetime(2024, 1, 1, 25)):
    try:
        wrong()
    except ValueError as error:
        print(error)
epoch = time.gmtime(0)
print(epoch.tm_year, epoch.tm_mon, epoch.tm_mday, epoch.tm_wday, time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(86399)))
print(time.asctime(time.gmtime(0)), len(time.ctime()), len(time.strftime("%H:%M:%S")), time.localtime().tm_year >= 2024)
begin_ns, begin_cpu = time.monotonic_ns(), time.process_time()
time.sleep(0.05)
print(time.monotonic_ns() - begin_ns >= 50_000_000, time.time_ns() > 0, time.perf_counter_ns() > 0, time.monotonic() > 0)
print(time.process_time() >= begin_cpu, time.time() > 1_600_000_000)
