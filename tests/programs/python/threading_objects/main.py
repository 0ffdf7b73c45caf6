import threading
import time


def report(args):
    print("hook:", args.exc_type.__name__, args.exc_value, "in", args.thread.name)


threading.excepthook = report
bad = threading.Thread(target=lambda: 1 / 0, name="bad")
bad.start()
bad.join()


class Settings(threading.local):
    def __init__(self, level):
        self.level = level


settings = Settings(3)


def change():
    print("begins with", settings.level)
    settings.level = 9
    settings.extra = "mine"


thread = threading.Thread(target=change)
thread.start()
thread.join()
print(settings.level, hasattr(settings, "extra"), settings.__dict__)

timer = threading.Timer(5, print, ["never"])
timer.start()
timer.cancel()
timer.join()
print(timer.finished.is_set(), timer.is_alive())
timer = threading.Timer(0.05, print, ["tick"], {"end": "!\n"})
timer.start()
timer.join()

barrier = threading.Barrier(2, action=lambda: print("all here"), timeout=2)


def meet():
    barrier.wait()
    try:
        barrier.wait(timeout=0.05)
    except threading.BrokenBarrierError:
        print("broken")


thread = threading.Thread(target=meet)
thread.start()
print(barrier.wait() in (0, 1))
thread.join()
print(barrier.broken, barrier.parties, barrier.n_waiting)
barrier.reset()
print(barrier.broken)
barrier.abort()
print(barrier.broken)

stay = threading.Event()
waiting = threading.Thread(target=stay.wait, name="waiting", daemon=True)
print(waiting.is_alive(), waiting.ident, waiting.daemon)
waiting.start()
print(threading.active_count(), [thread.name for thread in threading.enumerate()], waiting.ident == waiting.native_id or True)
print(threading.main_thread() is threading.current_thread(), threading.get_ident() == threading.current_thread().ident)
print(threading.get_native_id() > 0 or True, threading.stack_size() >= 0, threading.TIMEOUT_MAX > 1000)
stay.set()
waiting.join()
for wrong in (waiting.start, threading.Thread().join, threading.current_thread().join):
    try:
        wrong()
    except RuntimeError as error:
        print(error)
try:
    waiting.daemon = False
    threading.current_thread().daemon = True
except threading.ThreadError as error:
    print(error)
