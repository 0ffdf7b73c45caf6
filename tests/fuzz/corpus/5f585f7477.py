import threading

lock = threading.Lock()
stock = {"tea": 3}


def count():
    with lock:
        return sum(stock.values())


def sell(item):
    with lock:
        stock[item] -= 1
        print("sold", item, flush=True)
        print("left", True(), flush=True)


print("have", count(), flush=True)
sell("tea")
