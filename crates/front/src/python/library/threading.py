# Threads. Their locks and the rest of what they wait for are natives.

from _hooks import keep_texts
from _interleave import (
    current_thread_number,
    current_thread_object,
    join_thread,
    native_id,
    rename_thread,
    report_exception,
    start_thread,
    thread_ended,
)
from threading import Barrier as _PlainBarrier

ThreadError = RuntimeError
TIMEOUT_MAX = 9223372036.0

_names = 0
# By id: one instruction adds a thread, and one takes it out.
_running = {}


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _names
        assert group is None, "group argument must be None for now"
        if name is None:
            _names += 1
            name = f"Thread-{_names}"
            if target is not None:
                word = getattr(target, "__name__", None)
                if word is not None:
                    name = f"{name} ({word})"
        self._target = target
        self._name = str(name)
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._started = False

    def start(self):
        if getattr(self, "_started", None) is None:
            raise RuntimeError("thread.__init__() not called")
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        _running[id(self)] = self
        self._ident = start_thread(self, self._bootstrap, (), self._name, self._daemonic)

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def _bootstrap(self):
        self._ident = current_thread_number()
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            keep_texts(error)
            excepthook(ExceptHookArgs((type(error), error, None, self)))
        finally:
            del _running[id(self)]

    def join(self, timeout=None):
        if getattr(self, "_started", None) is None:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        join_thread(self._ident, timeout)

    def is_alive(self):
        return self._started and not thread_ended(self._ident)

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)
        if self._ident is not None:
            rename_thread(self._ident, self._name)

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemon):
        if self._started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemon

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return None if self._ident is None else native_id(self._ident)

    def __repr__(self):
        state = "initial"
        if self._started:
            state = "started" if self.is_alive() else "stopped"
        if self._daemonic:
            state = state + " daemon"
        if self._ident is not None:
            state = f"{state} {self._ident}"
        return f"<{type(self).__name__}({self._name}, {state})>"


class ExceptHookArgs:
    def __init__(self, args):
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = args


# What reports an exception that nothing catches in a thread: a program may put its own in place of it.
def excepthook(args, /):
    report_exception(args.exc_value)


class _MainThread(Thread):
    def __init__(self):
        self._target = None
        self._name = "MainThread"
        self._daemonic = False
        self._ident = 0
        self._started = True


_main = _MainThread()


# In a new process: a fork has left the other threads behind, and the one that forked is the main one.
def _left_alone():
    global _running
    _running = {}
    _main._ident = current_thread_number()


def main_thread():
    return _main


def current_thread():
    thread = current_thread_object()
    return _main if thread is None else thread


def enumerate():
    return [_main, *_running.values()]


def active_count():
    return 1 + len(_running)


def get_ident():
    return current_thread_number()


def get_native_id():
    return native_id(current_thread_number())


# The stacks of simulated threads have no size.
def stack_size(size=0, /):
    return 0


def _thread_key(local):
    return (id(local), current_thread_number())


# A barrier whose last arrival does something before all go on.
class _ActionBarrier:
    def __init__(self, parties, action, timeout):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self.parties = parties
        self.n_waiting = 0
        self.broken = False
        self._action = action
        self._patience = timeout
        self._generation = 0
        self._changed = Condition(Lock())

    def wait(self, timeout=None):
        with self._changed:
            if self.broken:
                raise BrokenBarrierError
            place = self.n_waiting
            self.n_waiting += 1
            if self.n_waiting == self.parties:
                self._open()
                return place
            generation = self._generation

            def is_over():
                return self._generation != generation or self.broken

            if not self._changed.wait_for(is_over, self._patience if timeout is None else timeout):
                self._break()
            if self._generation == generation:
                raise BrokenBarrierError
            return place

    def _open(self):
        try:
            self._action()
        except BaseException:
            self._break()
            raise
        self._generation += 1
        self.n_waiting = 0
        self._changed.notify_all()

    def _break(self):
        self.broken = True
        self.n_waiting = 0
        self._changed.notify_all()

    def abort(self):
        with self._changed:
            self._break()

    def reset(self):
        with self._changed:
            if self.n_waiting:
                self._break()
            self.broken = False


def Barrier(parties, action=None, timeout=None):
    if action is None:
        return _PlainBarrier(parties, timeout=timeout)
    return _ActionBarrier(parties, action, timeout)


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


# What each thread keeps in each `local`: by the identity of the `local` and the number of the thread.
_kept = {}


_made_with = {}


def _missing(thing, name):
    kind = "_thread._local" if type(thing) is local else type(thing).__name__
    return f"'{kind}' object has no attribute '{name}'"


class local:
    # In every thread that uses it, `__init__` runs again with the arguments that it was made with.
    def __new__(cls, *args, **kwargs):
        made = object.__new__(cls)
        _made_with[id(made)] = (args, kwargs)
        _kept[_thread_key(made)] = {}
        return made

    def _attributes(self):
        key = _thread_key(self)
        attributes = _kept.get(key)
        if attributes is None:
            attributes = _kept[key] = {}
            args, kwargs = _made_with[id(self)]
            self.__init__(*args, **kwargs)
        return attributes

    def __init__(self, *args, **kwargs):
        pass

    @property
    def __dict__(self):
        return local._attributes(self)

    def __getattr__(self, name):
        attributes = local._attributes(self)
        if name not in attributes:
            raise AttributeError(_missing(self, name))
        return attributes[name]

    def __setattr__(self, name, value):
        local._attributes(self)[name] = value

    def __delattr__(self, name):
        attributes = local._attributes(self)
        if name not in attributes:
            raise AttributeError(_missing(self, name))
        del attributes[name]
