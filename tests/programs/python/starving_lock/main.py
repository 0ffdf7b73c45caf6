import threading
import time

lock = threading.Lock()
served = []


def greedy():
    for _ in range(15):
        with lock:
            time.sleep(0.02)
        served.append("greedy")


def polite():
    time.sleep(0.01)
    with lock:
        served.append("polite")


threads = [threading.Thread(target=greedy), threading.Thread(target=polite)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(served.count("greedy"), served.count("polite"))
