import threading


class Account:
    def __init__(self):
        self.lock = threading.RLock()
        self.balance = 0

    def deposit(self, amount):
        with self.lock:
            self.balance += amount

    def twice(self, amount):
        with self.lock:
            self.deposit(amount)
            self.balance += amount
            self.deposit(amount)


account = Account()
threads = [threading.Thread(target=account.twice, args=(1,)) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(account.balance)
