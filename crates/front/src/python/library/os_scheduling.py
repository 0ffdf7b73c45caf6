# What threads may ask of the scheduler, as on Linux. The simulated machine grants every privilege.

from _interleave import get_scheduling, set_scheduling
from os import cpu_count, sched_yield

PRIO_PROCESS = 0
SCHED_OTHER = 0
SCHED_FIFO = 1
SCHED_RR = 2

_classes = (SCHED_OTHER, SCHED_FIFO, SCHED_RR)


class sched_param:
    def __init__(self, sched_priority):
        self.sched_priority = sched_priority

    def __repr__(self):
        return f"posix.sched_param(sched_priority={self.sched_priority!r})"

    def __eq__(self, other):
        if not isinstance(other, sched_param):
            return NotImplemented
        return self.sched_priority == other.sched_priority

    def __hash__(self):
        return hash((self.sched_priority,))


def _integer(value):
    if not isinstance(value, int):
        kind = type(value).__name__
        raise TypeError(f"'{kind}' object cannot be interpreted as an integer")
    return value


def _invalid():
    return OSError(22, "Invalid argument")


# What the thread asks for: class, priority, nice value, cores.
def _scheduling(pid):
    scheduling = get_scheduling(_integer(pid))
    if scheduling is None:
        raise ProcessLookupError(3, "No such process")
    return scheduling


def _schedule(pid, policy, priority, nice, cores):
    if not set_scheduling(_integer(pid), policy, priority, nice, cores):
        raise ProcessLookupError(3, "No such process")


def _of_process(which, who):
    if _integer(which) != PRIO_PROCESS:
        raise _invalid()
    return _integer(who)


def getpriority(which, who):
    return _scheduling(_of_process(which, who))[2]


def setpriority(which, who, priority):
    who = _of_process(which, who)
    _schedule(who, None, None, max(-20, min(19, _integer(priority))), None)


def nice(increment, /):
    value = max(-20, min(19, _scheduling(0)[2] + _integer(increment)))
    _schedule(0, None, None, value, None)
    return value


def sched_get_priority_min(policy):
    if policy not in _classes:
        raise _invalid()
    return 0 if policy == SCHED_OTHER else 1


def sched_get_priority_max(policy):
    if policy not in _classes:
        raise _invalid()
    return 0 if policy == SCHED_OTHER else 99


def sched_getscheduler(pid, /):
    if pid < 0:
        raise _invalid()
    return _scheduling(pid)[0]


def sched_getparam(pid, /):
    if pid < 0:
        raise _invalid()
    return sched_param(_scheduling(pid)[1])


def _priority(policy, param):
    if not isinstance(param, sched_param):
        raise TypeError("must have a sched_param object")
    priority = _integer(param.sched_priority)
    least = sched_get_priority_min(policy)
    if not least <= priority <= sched_get_priority_max(policy):
        raise _invalid()
    return priority


def sched_setscheduler(pid, policy, param, /):
    priority = _priority(policy, param)
    if pid < 0:
        raise _invalid()
    _schedule(pid, policy, priority, None, None)


def sched_setparam(pid, param, /):
    priority = _priority(sched_getscheduler(pid), param)
    _schedule(pid, None, priority, None, None)


def sched_getaffinity(pid, /):
    if pid < 0:
        raise _invalid()
    return set(_scheduling(pid)[3])


def sched_setaffinity(pid, mask, /):
    cores = []
    for core in mask:
        if not isinstance(core, int):
            raise TypeError(f"expected an iterator of ints, but iterator yielded {type(core)}")
        if core < 0:
            raise ValueError("negative CPU number")
        if core < cpu_count():
            cores.append(core)
    if pid < 0 or not cores:
        raise _invalid()
    _schedule(pid, None, None, None, cores)
