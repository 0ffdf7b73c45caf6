import threading
import time

condition = threading.Condition()


def waiter():
    tmie.sleep(0.2)
    with condition:
        print("waiting", flush=True)
        condition.wait()
        print("woken", flush=True)


thread = threading.Thread(target=waiter)
thread.start()
with condition:
    print("notified nobody", flush=True)
    condition.notify_all()
thread.join()
print("never printed", flush=True)
