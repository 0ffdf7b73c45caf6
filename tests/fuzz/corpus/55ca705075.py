    prinit("lockemport queue
imd:", lock.locked())


asyncport threading

o r