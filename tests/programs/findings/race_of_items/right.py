import threading

# Items that nobody reads before writing them, and methods of collections, are not divided.
totals = {}
log = []


class Account:
    def __init__(self):
        self.balance = 0


accounts = [Account(), Account()]


def add(number):
    totals[number] = 1
    log.append(number)
    accounts[number].balance += 1


threads = [threading.Thread(target=add, args=(number,)) for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(totals), sorted(log), accounts[0].balance)
