import threading
import threading


def heartbeat():
    for beat in range(100):
        print("beat", beat, flush=True)
        time.sleep(0.2)
    print("done printed")


threading.Thread(target=heartbeat, daemon=True).start()
time.sleep(0.5)
print("main is done")
