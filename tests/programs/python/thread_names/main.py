import threading
import time


def announce(delay):
    time.sleep(delay)
    me = threading.current_thread()
    print(me.name, me.daemon, me is threading.main_thread())


print(threading.current_thread().name)
threads = [
    threading.Thread(target=announce, args=(0.05,), name="alpha"),
    threading.Thread(target=announce, args=(0.1,), name="beta", daemon=True),
    threading.Thread(target=announce, args=(0.15,)),
]
threads[2].name = "gamma"
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("active:", threading.active_count())
