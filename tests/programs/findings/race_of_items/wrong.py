import threading

totals = {"a": 0}


class Account:
    def __init__(self):
        self.balance = 0


account = Account()


def add():
    totals["a"] += 1  # finds: race
    account.balance += 1  # finds: race


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
