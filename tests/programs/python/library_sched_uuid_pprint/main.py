# signal-free shutdown; scheduler; periodic task; time formatting; sched
import sched, time, threading
s = sched.scheduler(time.monotonic, time.sleep)
def tick(n): print("tick", n)
at = time.monotonic() + 0.02
s.enterabs(at, 1, tick, argument=(2,)); s.enterabs(at - 0.01, 1, tick, argument=(1,)); s.enterabs(at, 0, tick, kwargs={"n": 0})
s.enter(0.05, 1, tick, (3,))
s.run()

import warnings, uuid, platform, pprint
e = s.enter(5, 1, tick, (9,))
print(s.empty(), len(s.queue), e.argument)
s.cancel(e)
s.enterabs(time.monotonic() - 1, 1, tick, (7,))
print(s.run(blocking=False), s.empty())
warnings.warn("careful")
warnings.warn("old", DeprecationWarning, stacklevel=2)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.filterwarnings("ignore", category=UserWarning)
    warnings.warn("not shown")
for kind in (UserWarning, RuntimeWarning, FutureWarning, DeprecationWarning, ResourceWarning):
    print(issubclass(kind, Warning), kind.__name__)
u = uuid.uuid4()
print(len(str(u)), u.version, uuid.UUID(str(u)) == u, uuid.UUID("12345678-1234-5678-1234-567812345678"), u.hex == f"{u.int:032x}", u < uuid.UUID(int=u.int + 1), hash(u) == hash(uuid.UUID(u.hex)))
print(platform.system(), platform.python_implementation(), platform.machine(), platform.python_version().startswith("3."), type(platform.node()).__name__)
pprint.pprint({"x": 1, "a": [1, 2], "t": (1,)})
pprint.pprint([{"name": f"worker number {i}", "state": "running", "jobs": list(range(i))} for i in range(3)])
print(pprint.pformat({"b": 1, "a": 2}), pprint.pformat({"b": 1, "a": 2}, sort_dicts=False))
pprint.pp({"b": 1, "a": 2})
for kind in (ConnectionAbortedError, BlockingIOError, InterruptedError, ModuleNotFoundError, SystemError):
    print(kind.__name__, kind.__bases__[0].__name__)
