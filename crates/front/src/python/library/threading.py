# Threads. Their locks and the rest of what they wait for are natives.

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

ThreadError = RuntimeError
TIMEOUT_MAX = 9223372036.0

_names = 0
_running = []


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
        self._daemon = current_thread().daemon if daemon is None else daemon
        self._number = None
        self._started = False

    def start(self):
        if getattr(self, "_started", None) is None:
            raise RuntimeError("thread.__init__() not called")
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        _running.append(self)
        self._number = start_thread(self, self._bootstrap, (), self._name, self._daemon)

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def _bootstrap(self):
        self._number = current_thread_number()
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            report_exception(error)
        finally:
            _running.remove(self)

    def join(self, timeout=None):
        if getattr(self, "_started", None) is None:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        join_thread(self._number, timeout)

    def is_alive(self):
        return self._started and not thread_ended(self._number)

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)
        if self._number is not None:
            rename_thread(self._number, self._name)

    @property
    def daemon(self):
        return self._daemon

    @daemon.setter
    def daemon(self, daemon):
        if self._started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemon = daemon

    @property
    def ident(self):
        return self._number

    @property
    def native_id(self):
        return None if self._number is None else native_id(self._number)

    def __repr__(self):
        state = "initial"
        if self._started:
            state = "started" if self.is_alive() else "stopped"
        if self._daemon:
            state = state + " daemon"
        if self._number is not None:
            state = f"{state} {self._number}"
        return f"<{type(self).__name__}({self._name}, {state})>"


class _MainThread(Thread):
    def __init__(self):
        self._target = None
        self._name = "MainThread"
        self._daemon = False
        self._number = 0
        self._started = True


_main = _MainThread()


# In a new process: a fork has left the other threads behind, and the one that forked is the main one.
def _left_alone():
    global _running
    _running = []
    _main._number = current_thread_number()


def main_thread():
    return _main


def current_thread():
    thread = current_thread_object()
    return _main if thread is None else thread


def enumerate():
    return [_main, *_running]


def active_count():
    return 1 + len(_running)


def get_ident():
    return current_thread_number()


def get_native_id():
    return native_id(current_thread_number())


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


class local:
    def _attributes(self):
        return _kept.setdefault((id(self), current_thread_number()), {})

    def __getattr__(self, name):
        attributes = local._attributes(self)
        if name not in attributes:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        return attributes[name]

    def __setattr__(self, name, value):
        local._attributes(self)[name] = value

    def __delattr__(self, name):
        attributes = local._attributes(self)
        if name not in attributes:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        del attributes[name]
