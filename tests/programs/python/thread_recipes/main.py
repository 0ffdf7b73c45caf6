# dining philosophers (Rosetta Code)
import threading
import random
import time
class Philosopher(threading.Thread):
    running = True
    def __init__(self, xname, forkOnLeft, forkOnRight):
        threading.Thread.__init__(self)
        self.name = xname
        self.forkOnLeft = forkOnLeft
        self.forkOnRight = forkOnRight
        self.meals = 0
    def run(self):
        while(self.running):
            time.sleep( random.uniform(0.003,0.013))
            self.dine()
    def dine(self):
        fork1, fork2 = self.forkOnLeft, self.forkOnRight
        while self.running:
            fork1.acquire(True)
            locked = fork2.acquire(False)
            if locked: break
            fork1.release()
            fork1, fork2 = fork2, fork1
        else:
            return
        self.dining()
        fork2.release()
        fork1.release()
    def dining(self):
        self.meals += 1
        time.sleep(random.uniform(0.001,0.01))
def DiningPhilosophers():
    forks = [threading.Lock() for n in range(5)]
    philosopherNames = ('Aristotle','Kant','Spinoza','Marx', 'Russel')
    philosophers= [Philosopher(philosopherNames[i], forks[i%5], forks[(i+1)%5]) \
            for i in range(5)]
    random.seed(507129)
    Philosopher.running = True
    for p in philosophers: p.start()
    time.sleep(0.3)
    Philosopher.running = False
    for p in philosophers: p.join()
    print ("Now we're finishing.", all(p.meals > 2 for p in philosophers), [p.name for p in philosophers])
DiningPhilosophers()
