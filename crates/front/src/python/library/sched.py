# A queue of events to come, for one thread.

from heapq import heapify, heappop, heappush
from time import monotonic, sleep


class Event:
    def __init__(self, time, priority, sequence, action, argument, kwargs):
        self.time = time
        self.priority = priority
        self.sequence = sequence
        self.action = action
        self.argument = argument
        self.kwargs = kwargs

    def _key(self):
        return self.time, self.priority, self.sequence

    def __eq__(self, other):
        return self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key()

    def __hash__(self):
        return hash(self._key())


class scheduler:
    def __init__(self, timefunc=monotonic, delayfunc=sleep):
        self._events = []
        self._made = 0
        self.timefunc = timefunc
        self.delayfunc = delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        event = Event(time, priority, self._made, action, argument, kwargs or {})
        self._made += 1
        heappush(self._events, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=None):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        self._events.remove(event)
        heapify(self._events)

    def empty(self):
        return not self._events

    @property
    def queue(self):
        return sorted(self._events)

    def run(self, blocking=True):
        while self._events:
            delay = self._events[0].time - self.timefunc()
            if delay > 0:
                if not blocking:
                    return delay
                self.delayfunc(delay)
            else:
                event = heappop(self._events)
                event.action(*event.argument, **event.kwargs)
                # Others may have come at the same moment.
                self.delayfunc(0)
