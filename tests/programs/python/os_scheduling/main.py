# What a thread may ask of the scheduler, and how the system answers.
import os
import threading

print(os.getpriority(os.PRIO_PROCESS, 0))
print(os.nice(3), os.nice(100), os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
print(os.sched_getscheduler(0) == os.SCHED_OTHER, os.sched_getparam(0))
for policy in (os.SCHED_OTHER, os.SCHED_FIFO, os.SCHED_RR):
    print(policy, os.sched_get_priority_min(policy), os.sched_get_priority_max(policy))

param = os.sched_param(5)
print(param, param.sched_priority, param == os.sched_param(sched_priority=5), param == os.sched_param(6))

tries = {
    "no priority": lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(0)),
    "a priority": lambda: os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(5)),
    "no policy": lambda: os.sched_setscheduler(0, 99, os.sched_param(0)),
    "no parameters": lambda: os.sched_setscheduler(0, os.SCHED_OTHER, 3),
    "no limits": lambda: os.sched_get_priority_max(77),
    "nobody": lambda: os.setpriority(os.PRIO_PROCESS, 999_999_999, 3),
    "nobody's cores": lambda: os.sched_getaffinity(999_999_999),
    "a negative id": lambda: os.sched_getparam(-1),
    "no cores": lambda: os.sched_setaffinity(0, []),
    "such cores": lambda: os.sched_setaffinity(0, [100_000]),
    "negative cores": lambda: os.sched_setaffinity(0, [-1]),
    "words for cores": lambda: os.sched_setaffinity(0, ["a"]),
    "one core, bare": lambda: os.sched_setaffinity(0, 0),
    "another kind": lambda: os.getpriority(9, 0),
    "a nice word": lambda: os.nice("x"),
}
for name, attempt in tries.items():
    try:
        print(name, attempt())
    except Exception as error:
        print(name, type(error).__name__, error)

before = os.sched_getaffinity(0)
first = min(before)
print(before == set(range(os.cpu_count())))


def child():
    # A thread begins with what the one that makes it asks for.
    print(os.getpriority(os.PRIO_PROCESS, 0), os.sched_getaffinity(0) == {first})
    os.sched_setaffinity(0, before)
    print(threading.current_thread().native_id == threading.get_native_id())


os.sched_setaffinity(0, {first})
thread = threading.Thread(target=child)
print(thread.native_id)
thread.start()
thread.join()
print(os.sched_getaffinity(threading.get_native_id()) == {first})
print(os.sched_yield(), threading.main_thread().native_id == threading.get_native_id())
os.sched_setparam(0, os.sched_param(0))
print(os.sched_getparam(0).sched_priority)
