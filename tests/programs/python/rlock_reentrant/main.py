import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.RLock()

    def deposit(self, amount):
        with self.lock:
            self.balance += amount

    def transfer(self, other, amount):
        with self.lock:
            with other.lock:
                self.deposit(-amount)
                other.deposit(amount)


savings, wallet = Account(1000), Account(0)
threads = [threading.Thread(target=savings.transfer, args=(wallet, 10)) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(savings.balance, wallet.balance)

lock = threading.RLock()


def depth(n):
    with lock:
        return 0 if n == 0 else 1 + depth(n - 1)


print(depth(10))


def outsider():
    print("free for others:", lock.acquire(blocking=False))


lock.acquire()
thread = threading.Thread(target=outsider)
thread.start()
thread.join()
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print("RuntimeError:", error)
