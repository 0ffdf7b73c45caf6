data = "héllo".encode("utf-8")
print(data, len(data), data[1], data[:2], data.decode())
print(b"a,b,c".split(b","), b"-".join([b"x", b"y"]), b" pad ".strip(), b"abc".upper(), b"abc".replace(b"b", b"--"))
print(b"abc" + b"def", b"ab" * 2, b"ab" in b"cab", 97 in b"abc", b"abc" == b"abc", b"abc" < b"abd")
print(list(b"AZ"), bytes([65, 66]), bytes(3), bytes("x", "ascii"), b"\x00\xff\n'", b"it's")
print(b"abc".hex(), bytes.fromhex("6162"), b"abc".startswith(b"ab"), b"abc".find(b"c"), b"aXbX".count(b"X"))
print({b"key": 1}[b"key"], isinstance(b"", bytes), bool(b""), hash(b"a") == hash(b"a"))
for wrong in (lambda: b"a" + "b", lambda: bytes([300]), lambda: bytes("x"), lambda: b"".join(["a"])):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print("naïve".encode("ascii", "ignore"), "naïve".encode("latin-1"), b"caf\xe9".decode("latin-1"))
