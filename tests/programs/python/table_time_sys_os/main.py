import os
import sys
import time

print(time.timezone + time.altzone * 0 == time.timezone, len(time.tzname), time.daylight in (0, 1))
parts = time.gmtime(86400 * 366)
print(isinstance(parts, time.struct_time), parts[:3], parts.tm_yday, len(parts), time.mktime(parts) > 0)
print(sys.byteorder, sys.getdefaultencoding(), sys.maxunicode, sys.intern("name"), sys.maxsize > 2**31)
print(len(sys.argv), isinstance(sys.platform, str), isinstance(sys.version, str), sys.version_info[0], sys.version_info >= (3, 11))
print(isinstance(sys.executable, str), isinstance(sys.implementation.name, str))
interval = sys.getswitchinterval()
sys.setswitchinterval(0.001)
print(interval, sys.getswitchinterval())
limit = sys.getrecursionlimit()
sys.setrecursionlimit(2000)
print(limit, sys.getrecursionlimit())
try:
    1 / 0
except ZeroDivisionError:
    kind, error, _ = sys.exc_info()
    print(kind.__name__, error, sys.exception() is error)
print(sys.exc_info(), sys.exception())
sys.stdout.write("written\n")
print("to nowhere that is compared", file=sys.stderr)
sys.stdout.flush()
print(isinstance(os.cpu_count(), int), os.getpid() > 0, os.getppid() >= 0, os.sep, os.linesep == "\n", os.curdir, os.pardir)
print(os.environ.get("NO_SUCH_VARIABLE", "unset"), os.getenv("NO_SUCH_VARIABLE"), isinstance(os.getcwd(), str))
print(os.path.isabs("/a"), os.path.normpath("/a/../b"), os.path.abspath("/x"), os.fspath("p"))
try:
    sys.exit(0)
except SystemExit as stop:
    print("exit", stop.code)
