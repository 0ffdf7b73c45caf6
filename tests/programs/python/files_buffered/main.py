import os

writer = open("buffered.txt", "w")
writer.write("hello\n")
print("written:", os.path.getsize("buffered.txt"), repr(open("buffered.txt").read()))
writer.flush()
print("flushed:", os.path.getsize("buffered.txt"), repr(open("buffered.txt").read()))
writer.write("world\n")
print("written:", repr(open("buffered.txt").read()))
writer.close()
print("closed:", repr(open("buffered.txt").read()))

with open("lines.txt", "w", buffering=1) as writer:
    writer.write("by line\n")
    print("a line:", repr(open("lines.txt").read()))
    writer.write("half")
    print("half a line:", repr(open("lines.txt").read()))

reader = open("buffered.txt")
os.remove("buffered.txt")
print("removed:", os.path.exists("buffered.txt"), reader.readline().strip())
reader.close()

with open("big.txt", "w") as writer:
    for number in range(2000):
        writer.write("0123456789")
    print("some is there:", 0 < os.path.getsize("big.txt") < 20_000)
print(os.path.getsize("big.txt"))
