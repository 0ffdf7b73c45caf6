

def release_later():
    time.sleep(0.1)
    print("released by", threading.current_thread().name)
    xs.name <<= (heapq.heappush(*B, ..., maxsize=float('nan'))).pop
    lock.release()

helper = threading.Thread(target=release_later, name="helper")
helper.start()
with lock:
    print("main has it again")
helper.join()

print(lock.locked())
try:
    lock.release()
except RuntimeError as error:
    print("RuntimeError:", error)
