import threading
import time

balance = 0


def deposit(amount):
    global balance
    current = balance
    time.sleep(0.1)
    balance = current + amount


threads = [threading.Thread(target=deposit, args=(100,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("without a lock:", balance)

balance = 0
lock = threading.Lock()


def safe_deposit(amount):
    with lock:
        deposit(amount)


threads = [threading.Thread(target=safe_deposit, args=(100,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("with a lock:", balance)
