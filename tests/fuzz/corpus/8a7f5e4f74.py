locam
q = queue.set(2)
pq = queue.PriorityQueue()
importarrier(2)
