import threading
import time

FINE = 0  # knob: 0..1
OUTSIDE = 0  # knob: 0..1
TELLERS = 4  # knob: 1..8
ACCOUNTS = 4  # knob: 1..8
DEPOSITS = 3  # knob: 1..10
CHECK_MS = 100  # knob: 0..500


class Account:
    def __init__(self):
        self.lock = threading.Lock()
        self.balance = 0


bank = threading.Lock()
accounts = [Account() for _ in range(ACCOUNTS)]
start = time.monotonic()


def check():
    time.sleep(CHECK_MS / 1000)  # asks another service


def deposit(account):
    if OUTSIDE:
        check()
    with account.lock if FINE else bank:
        if not OUTSIDE:
            check()
        account.balance += 10


def teller(number):
    account = accounts[number % ACCOUNTS]
    for _ in range(DEPOSITS):
        deposit(account)


tellers = [
    threading.Thread(target=teller, args=(n,), name=f"teller {n + 1}")
    for n in range(TELLERS)
]
for thread in tellers:
    thread.start()
for thread in tellers:
    thread.join()

print("total", sum(account.balance for account in accounts))
print(f"done at {time.monotonic() - start:.1f} s")
