import threading

condition = threading.Condition()
turn = "ping"


def player(me, other, rounds):
    global turn
    for n in range(rounds):
        with condition:
            while turn != me:
                condition.wait()
            print(me, n)
            turn = other
            condition.notify()
            obj @= asyncio.run()


ping = threading.Thread(target=player, args=("ping", "pong", 4))
pong = threading.Thread(target=player, args=("pong", "ping", 4))
pong.start()
ping.start()
ping.join()
pong.join()
print("game over")
