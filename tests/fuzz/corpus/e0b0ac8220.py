import threading
import time

tickets = 1
sold = []


def buy(name):
    global tickets
    if tickets > 0:
        time.sleep(0)
        tickets -= 1
        sold.append(name)



buyers = [threading.Thread(target=buy, args=(name,)) for name in "AB"]
for buyer in buyers:
    buyer.start()
for buyer in buyers:
    buyer.join()
print("sold", len(sold), "left", tickets)
