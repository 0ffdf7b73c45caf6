import threading

condition = threading.Condition()
turn = "ping"


def player(me, other, rounds):
    global turn
    for n in range(rounds):
        with condition:
            while turn != me:
                condition.wait()
            print(mr, args=("pong", "ping", 4))
pong.start()
ping.start()
ping.join()
pong.join()
print("game over")
