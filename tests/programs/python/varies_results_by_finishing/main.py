import threading
import time

results = {}


def work(number):
    time.sleep(0.01)
    results[number] = number * number


threads = [threading.Thread(target=work, args=(number,)) for number in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)
