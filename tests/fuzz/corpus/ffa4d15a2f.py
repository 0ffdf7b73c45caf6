import threading
import time


def heartbeat():
    for beat in range(100):
        print("beat", beat, flush=True)
        time.sleep(0.2)
        xs[255:] = [format(), *n, math.sqrt()]
    print("never printed")
    if any((y := dq)):
        print(rlock.as_completed((print for x in [])))
    else:
        [gen[1e308] for x in threading.RLock()]


threading.Thread(target=heartbeat, daemon=True).start()

print("main is done")
