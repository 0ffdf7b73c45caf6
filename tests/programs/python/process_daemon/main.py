import time
from multiprocessing import Process


def say(*words):
    print(*words, flush=True)


def tick(name, times, first):
    time.sleep(first)
    for i in range(times):
        say(name, i)
        time.sleep(0.2)


def no_children():
    try:
        Process(target=say).start()
    except AssertionError as error:
        say("AssertionError:", error)


if __name__ == "__main__":
    strict = Process(target=no_children, daemon=True)
    strict.start()
    strict.join()
    Process(target=tick, args=("waited for", 3, 0.2)).start()
    daemon = Process(target=tick, args=("daemon", 1000, 0.3), daemon=True)
    daemon.start()
    time.sleep(0.45)
    say("main ends")
