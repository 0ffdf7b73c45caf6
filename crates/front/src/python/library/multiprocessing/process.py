# Processes. What they share is kept by the operating system: see the engine's `world/multiprocessing.rs`.

import collections
import itertools
import queue
import threading

from _interleave import (
    current_process_number,
    fork_process,
    given_to_process,
    join_process,
    module_name,
    notify_exit,
    parent_process_number,
    pipe_end,
    pipe_poll,
    process_exit,
    run_module,
    shared_get,
    shared_set,
    shared_values,
    signal_process,
    spawn_process,
    to_kernel,
    traceback_text,
    write_error,
)
from os import cpu_count, getpid
from time import monotonic

_FIRST_PID = getpid() - current_process_number()
_TERM = 15
_KILL = 9

_module_name = module_name()


class ProcessError(Exception):
    pass


class TimeoutError(ProcessError):
    pass


class AuthenticationError(ProcessError):
    pass


class BufferTooShort(ProcessError):
    pass


class _State:
    def __init__(self):
        # How many processes this one has made, the numbers of its name, and those that it has not seen end.
        self.made = 0
        self.identity = ()
        self.children = []
        self.method = None
        # While a spawned process runs the module, it may not start others.
        self.starting = _module_name != "__main__"
        self.current = _MainProcess()


class Process:
    _start_method = None

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        assert group is None, "group argument must be None for now"
        _state.made += 1
        self._identity = _state.identity + (_state.made,)
        self._name = name or type(self).__name__ + "-" + ":".join([str(i) for i in self._identity])
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        self._daemon = current_process().daemon if daemon is None else daemon
        self._number = None
        self._maker = current_process_number()
        self._maker_name = current_process()._name
        self._closed = False

    def _check_closed(self):
        if self._closed:
            raise ValueError("process object is closed")

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        self._check_closed()
        assert self._number is None, "cannot start a process twice"
        assert self._maker == current_process_number(), "can only start a process object created by current process"
        assert not current_process().daemon, "daemonic processes are not allowed to have children"
        active_children()
        if (self._start_method or get_start_method()) == "fork":
            self._number = fork_process(self, self._name, self._daemon, _forked_process)
        else:
            if _state.starting:
                raise RuntimeError(_TOO_EARLY)
            self._settled_method = get_start_method()
            self._number = spawn_process(self, self._name, self._daemon, _spawned_process)
        _state.children.append(self)

    def _signal(self, signal):
        self._check_closed()
        assert self._maker == current_process_number(), "can only test a child process"
        signal_process(self._number, signal)

    def terminate(self):
        self._signal(_TERM)

    def kill(self):
        self._signal(_KILL)

    def join(self, timeout=None):
        self._check_closed()
        assert self._maker == current_process_number(), "can only join a child process"
        assert self._number is not None, "can only join a started process"
        if join_process(self._number, timeout):
            _discard(self)

    def is_alive(self):
        self._check_closed()
        if self is _state.current:
            return True
        assert self._maker == current_process_number(), "can only test a child process"
        return self._number is not None and process_exit(self._number) is None

    def close(self):
        if self._number is not None and process_exit(self._number) is None:
            raise ValueError(
                "Cannot close a process while it is still running. "
                "You should first call join() or terminate()."
            )
        _discard(self)
        self._closed = True

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), "name must be a string"
        self._name = name

    @property
    def daemon(self):
        return bool(self._daemon) and self._daemon != "pool"

    @daemon.setter
    def daemon(self, daemonic):
        assert self._number is None, "process has already started"
        self._daemon = daemonic

    @property
    def exitcode(self):
        self._check_closed()
        if self._number is None or self is _state.current:
            return None
        return process_exit(self._number)

    @property
    def ident(self):
        self._check_closed()
        if self is _state.current:
            return getpid()
        return None if self._number is None else _FIRST_PID + self._number

    @property
    def pid(self):
        return self.ident

    @property
    def sentinel(self):
        self._check_closed()
        if self._number is None:
            raise ValueError("process not started")
        return self._number

    def __repr__(self):
        if self is _state.current:
            status = "started"
        elif self._closed:
            status = "closed"
        elif self._maker != current_process_number():
            status = "unknown"
        elif self._number is None:
            status = "initial"
        elif process_exit(self._number) is None:
            status = "started"
        else:
            code = process_exit(self._number)
            status = f"stopped exitcode={_SIGNALS.get(code, code)}"
        info = [f"name={self._name!r}"]
        if self._number is not None:
            info.append(f"pid={_FIRST_PID + self._number}")
        info.append(f"parent={_FIRST_PID + self._maker}")
        info.append(status)
        if self._daemon:
            info.append("daemon")
        return f"<{type(self).__name__} {' '.join(info)}>"

    # What the thread of the new process runs; gives the exit code.
    def _bootstrap(self):
        _state.made = 0
        _state.identity = self._identity
        _state.children = []
        _state.current = self
        _state.starting = False
        threading._left_alone()
        try:
            self.run()
            return 0
        except SystemExit as error:
            if error.code is None:
                return 0
            if isinstance(error.code, int):
                return error.code
            write_error(f"{error.code}\n")
            return 1
        except BaseException as error:
            write_error(f"Process {self._name}:\n{traceback_text(error)}")
            return 1


_SIGNALS = {-15: "-SIGTERM", -9: "-SIGKILL"}

_TOO_EARLY = """
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable."""


def _discard(process):
    if process in _state.children:
        _state.children.remove(process)


def _forked_process(process):
    return process._bootstrap()


def _spawned_process():
    try:
        run_module()
        process = given_to_process()
        _state.method = process._settled_method
        _hold_connections(process.__dict__)
        return process._bootstrap()
    except BaseException as error:
        write_error(traceback_text(error))
        return 1


class _MainProcess(Process):
    def __init__(self):
        self._identity = ()
        self._name = "MainProcess"
        self._daemon = False
        self._number = None
        self._maker = None
        self._closed = False


_state = _State()


def current_process():
    return _state.current


def active_children():
    _state.children = [child for child in _state.children if process_exit(child._number) is None]
    return list(_state.children)


class _ParentProcess:
    def __init__(self, number, name):
        self._number = number
        self.name = name
        self.pid = _FIRST_PID + number

    def is_alive(self):
        return process_exit(self._number) is None

    def join(self, timeout=None):
        join_process(self._number, timeout)


def parent_process():
    if current_process_number() == 0:
        return None
    return _ParentProcess(parent_process_number(), _state.current._maker_name)


def freeze_support():
    pass


def get_all_start_methods():
    return ["fork", "spawn", "forkserver"]


def get_start_method(allow_none=False):
    # To ask is to settle it.
    if _state.method is None and not allow_none:
        _state.method = "fork"
    return _state.method


def set_start_method(method, force=False):
    if _state.method is not None and not force:
        raise RuntimeError("context has already been set")
    if method is not None and method not in ("fork", "spawn", "forkserver"):
        raise ValueError(f"cannot find context for {method!r}")
    _state.method = method
