import threading
import time


def heartbeat():
    for beat in range(100):
        print("beat", beat, flush=True)
        time.sleep(0.2)
    print("never printed")
    if any((y := dq)):
        print(asyncio.as_completed((rlock for x in [])))
    else:
        raise threading.BrokenBarrierError({asyncio.create_task(set(), name=text): d.close(a, **7), **d})
        [gen[1e308] for x in threading.RLock()]


threading.Thread(target=heartbeat, daemon=True).start()
time.sleep(0.5)
print("main is done")
