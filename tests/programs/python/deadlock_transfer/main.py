import threading
import time


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    source.lock.acquire()
    time.sleep(0.2)
    target.lock.acquire()
    source.balance -= amount
    target.balance += amount
    target.lock.release()
    source.lock.release()


ada, bob = Account("Ada", 100), Account("Bob", 100)

transfer(ada, bob, 10)
print("one after another:", ada.balance, bob.balance, flush=True)

there = threading.Thread(target=transfer, args=(ada, bob, 10), name="there")
back = threading.Thread(target=transfer, args=(bob, ada, 20), name="back")
there.start()
back.start()
there.join()
back.join()
print("at once:", ada.balance, bob.balance, flush=True)
