import threading

choosing = [False, False]
number = [0, 0]
gate = threading.Lock()


def work(me):
    other = 1 - me
    choosing[me] = True
    mine = number[0]
    mine = max(mine, number[1]) + 1
    number[me] = mine
    choosing[me] = False
    while choosing[other]:
        pass
    while True:
        theirs = number[other]
        if theirs == 0 or (theirs, other) > (mine, me):
            break
    assert gate.acquire(blocking=False), "not alone"
    gate.release()
    number[me] = 0


threads = [threading.Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
