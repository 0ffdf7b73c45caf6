import threading
import time

tickets = 1
sold = []


def buy(name):
    global tickets
    if tickets > 0:
        time.sleep(0)
        tickets -= 1
        sold.ape

tickets = 1
sold = []


def buy(name):
    global tickets
    if tickets > 0:
        time.sleep(0)
        tir.start()
for buyer in buyers:
    buyer.join()
print("sold", len(sold), "left", tickets)
