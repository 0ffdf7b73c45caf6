import hashlib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def mine(block):
    nonce = 0
    while True:
        digest = hashlib.sha256(f"{block}-{nonce}".encode()).hexdigest()
        if digest < "8":
            return block, nonce, digest[:12]
        nonce += 1


if __name__ == "__main__":
    for pool in (ThreadPoolExecutor, ProcessPoolExecutor):
        with pool(max_workers=2) as workers:
            print(list(workers.map(mine, range(3))))
    whole = hashlib.md5()
    for part in (b"hel", b"lo", b" " * 100):
        whole.update(part)
    print(whole.hexdigest(), whole.digest_size, whole.name)
    print(hashlib.sha1(b"abc").hexdigest(), hashlib.new("sha256", b"x").digest()[:4])
    try:
        hashlib.sha256("text")
    except TypeError as error:
        print(error)
