import multiprocessing
import os
import sys
import time


def say(*words):
    print(*words, flush=True)


def returns():
    say("returns")


def exits(code):
    sys.exit(code)


def raises():
    raise ValueError("boom")


def leaves():
    try:
        os._exit(7)
    finally:
        say("never said")


def sleeps():
    try:
        time.sleep(60)
    finally:
        say("never said")


if __name__ == "__main__":
    for target, args in [(returns, ()), (exits, (3,)), (exits, (None,)), (exits, ("words",)), (raises, ()), (leaves, ())]:
        process = multiprocessing.Process(target=target, args=args)
        say(process.exitcode, process.is_alive())
        process.start()
        process.join()
        say(target.__name__, args, process.exitcode, process.is_alive())
    for end in ("terminate", "kill"):
        process = multiprocessing.Process(target=sleeps)
        process.start()
        process.join(0.1)
        say("alive:", process.is_alive(), process.exitcode)
        getattr(process, end)()
        process.join()
        say(end, process.exitcode, process.is_alive())
