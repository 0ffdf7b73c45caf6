# What a program does at its end: once the threads that it waits for have ended, as `Py_FinalizeEx` in
# `Python/pylifecycle.c` does it. A thread that threads do not know of waits for that.

from _interleave import join_thread, start_thread
from threading import enumerate as _threads
from traceback import print_exc

_callbacks = []
_begun = []


def register(func, /, *args, **kwargs):
    _callbacks.append((func, args, kwargs))
    if not _begun:
        _begun.append(True)
        start_thread(None, _at_exit, (), "atexit", False)
    return func


def unregister(func, /):
    _callbacks[:] = [each for each in _callbacks if each[0] != func]


def _at_exit():
    join_thread(0, None)
    for thread in _threads()[1:]:
        if thread.daemon is False:
            thread.join()
    while _callbacks:
        func, args, kwargs = _callbacks.pop()
        try:
            func(*args, **kwargs)
        except Exception:
            print_exc()
