# What programs burn processor time with: SHA-2 and SHA-1 (FIPS 180-4) and MD5 (RFC 1321), a block at a time.

from math import isqrt, sin



def _primes(count):
    found = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def _cube_root(number):
    root = 1 << (number.bit_length() + 2) // 3
    while True:
        smaller = (2 * root + number // (root * root)) // 3
        if smaller >= root:
            return root
        root = smaller


def _turn(number, by, bits, mask):
    return number >> by | number << bits - by & mask


# SHA-2 for words of `bits`: the first bits behind the point of cube and square roots of primes are its constants.
class _Words:
    def __init__(self, bits, rounds, turns):
        self.bits = bits
        self.mask = (1 << bits) - 1
        self.turns = turns
        primes = _primes(rounds)
        self.keys = [_cube_root(prime << 3 * bits) & self.mask for prime in primes]
        self.start = [isqrt(prime << 2 * bits) & self.mask for prime in primes[:8]]

    def block(self, state, block):
        bits = self.bits
        mask = self.mask
        size = bits // 8
        words = [_number(block[at:at + size]) for at in range(0, 16 * size, size)]
        (s0, s1, s2), (t0, t1, t2), (u0, u1, u2), (v0, v1, v2) = self.turns
        for at in range(16, len(self.keys)):
            x = words[at - 15]
            y = words[at - 2]
            x = _turn(x, s0, bits, mask) ^ _turn(x, s1, bits, mask) ^ x >> s2
            y = _turn(y, t0, bits, mask) ^ _turn(y, t1, bits, mask) ^ y >> t2
            words.append(words[at - 16] + x + words[at - 7] + y & mask)
        a, b, c, d, e, f, g, h = state
        for key, word in zip(self.keys, words):
            x = _turn(e, v0, bits, mask) ^ _turn(e, v1, bits, mask) ^ _turn(e, v2, bits, mask)
            x += h + (e & f ^ (mask ^ e) & g) + key + word
            y = _turn(a, u0, bits, mask) ^ _turn(a, u1, bits, mask) ^ _turn(a, u2, bits, mask)
            y += a & b ^ a & c ^ b & c
            a, b, c, d, e, f, g, h = x + y & mask, a, b, c, d + x & mask, e, f, g
        return [old + new & mask for old, new in zip(state, (a, b, c, d, e, f, g, h))]


_MASK = 0xFFFFFFFF
_made = {}


def _words(bits):
    if bits not in _made:
        if bits == 32:
            _made[bits] = _Words(32, 64, ((7, 18, 3), (17, 19, 10), (2, 13, 22), (6, 11, 25)))
        else:
            _made[bits] = _Words(64, 80, ((1, 8, 7), (19, 61, 6), (28, 34, 39), (14, 18, 41)))
    return _made[bits]


def _number(items):
    number = 0
    for item in items:
        number = number << 8 | item
    return number


def _sha1_block(state, block):
    words = [_number(block[at:at + 4]) for at in range(0, 64, 4)]
    for at in range(16, 80):
        words.append(_turn(words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16], 31, 32, _MASK))
    a, b, c, d, e = state
    for at, word in enumerate(words):
        if at < 20:
            mixed = (b & c | (_MASK ^ b) & d) + 0x5A827999
        elif at < 40:
            mixed = (b ^ c ^ d) + 0x6ED9EBA1
        elif at < 60:
            mixed = (b & c | b & d | c & d) + 0x8F1BBCDC
        else:
            mixed = (b ^ c ^ d) + 0xCA62C1D6
        a, b, c, d, e = _turn(a, 27, 32, _MASK) + mixed + e + word & _MASK, a, _turn(b, 2, 32, _MASK), c, d
    return [old + new & _MASK for old, new in zip(state, (a, b, c, d, e))]


_md5_turns = ((7, 12, 17, 22), (5, 9, 14, 20), (4, 11, 16, 23), (6, 10, 15, 21))


def _md5_block(state, block):
    if "md5" not in _made:
        _made["md5"] = [int(abs(sin(at + 1)) * 4294967296) for at in range(64)]
    keys = _made["md5"]
    words = [_number(block[at:at + 4][::-1]) for at in range(0, 64, 4)]
    a, b, c, d = state
    for at in range(64):
        if at < 16:
            mixed, word = b & c | (_MASK ^ b) & d, at
        elif at < 32:
            mixed, word = d & b | (_MASK ^ d) & c, (5 * at + 1) % 16
        elif at < 48:
            mixed, word = b ^ c ^ d, (3 * at + 5) % 16
        else:
            mixed, word = c ^ (b | _MASK ^ d), 7 * at % 16
        turned = _turn(mixed + a + keys[at] + words[word] & _MASK, 32 - _md5_turns[at // 16][at % 4], 32, _MASK)
        a, b, c, d = d, b + turned & _MASK, b, c
    return [old + new & _MASK for old, new in zip(state, (a, b, c, d))]


_OLD = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476]


class _Hash:
    def __init__(self, name, data):
        self.name = name
        self.block_size = 64
        self._word = 4
        if name == "sha256":
            self.digest_size = 32
            words = _words(32)
        elif name == "sha512":
            self.digest_size = 64
            self.block_size = 128
            self._word = 8
            words = _words(64)
        if name == "md5":
            self.digest_size = 16
            self._state, self._step = _OLD, _md5_block
        elif name == "sha1":
            self.digest_size = 20
            self._state, self._step = [*_OLD, 0xC3D2E1F0], _sha1_block
        else:
            self._state, self._step = words.start, words.block
        self._rest = []
        self._length = 0
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        items = list(data)
        self._length += len(items)
        self._state, self._rest = self._go(self._rest + items)

    def _go(self, items):
        state = self._state
        size = self.block_size
        full = len(items) // size * size
        for at in range(0, full, size):
            state = self._step(state, items[at:at + size])
        return state, items[full:]

    def digest(self):
        return bytes(self._digest())

    def hexdigest(self):
        return "".join([f"{item:02x}" for item in self._digest()])

    def _digest(self):
        size = self.block_size
        tail = size // 8
        bits = self._length * 8
        length = [bits >> 8 * at & 255 for at in range(tail)]
        if self.name != "md5":
            length.reverse()
        zeros = -(len(self._rest) + 1 + tail) % size
        state, _ = self._go(self._rest + [128] + [0] * zeros + length)
        items = []
        for number in state:
            word = [number >> 8 * at & 255 for at in range(self._word)]
            items.extend(word if self.name == "md5" else word[::-1])
        return items

    def copy(self):
        made = _Hash(self.name, b"")
        made._state, made._rest, made._length = self._state, self._rest, self._length
        return made


def md5(string=b"", /, *, usedforsecurity=True):
    return _Hash("md5", string)


def sha1(string=b"", /, *, usedforsecurity=True):
    return _Hash("sha1", string)


def sha256(string=b"", /, *, usedforsecurity=True):
    return _Hash("sha256", string)


def sha512(string=b"", /, *, usedforsecurity=True):
    return _Hash("sha512", string)


def new(name, data=b"", *, usedforsecurity=True):
    if name not in ("md5", "sha1", "sha256", "sha512"):
        raise ValueError(f"unsupported hash type {name}")
    return _Hash(name, data)
