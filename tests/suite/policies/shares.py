# Two threads that always want the one core, with nice values of their own, until the time is up.
import os
import threading
import time

FIRST = 0  # knob: -20..19
SECOND = 5  # knob: -20..19

go = threading.Event()
ran = [0, 0]
end = 0


def busy(index, nice):
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), nice)
    go.wait()
    until = end
    rounds = 0
    while time.monotonic() < until:
        rounds += 1
    ran[index] = rounds


os.nice(-20)
threads = [threading.Thread(target=busy, args=pair) for pair in enumerate([FIRST, SECOND])]
for thread in threads:
    thread.start()
end = time.monotonic() + 1
go.set()
for thread in threads:
    thread.join()
print(*ran)
