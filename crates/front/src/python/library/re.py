# Regular expressions: a pattern becomes functions that match a part and then ask for the rest, trying again what can be
# tried otherwise (`Lib/re`, without what hardly any program uses). `m(text, at, groups, rest)` is the end or `None`.

I = IGNORECASE = 2
M = MULTILINE = 8
S = DOTALL = 16
X = VERBOSE = 64
A = ASCII = 256

_DIGITS = "0123456789"
_SPACES = " \t\n\r\f\v"


class error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        super().__init__(msg if pos is None else f"{msg} at position {pos}")


def _is_word(character):
    return character.isalnum() or character == "_"


_kinds = {
    "d": lambda character: character.isdigit(),
    "D": lambda character: not character.isdigit(),
    "w": _is_word,
    "W": lambda character: not _is_word(character),
    "s": lambda character: character.isspace(),
    "S": lambda character: not character.isspace(),
}
_controls = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "0": "\0"}


def _one(test):
    def match(text, at, groups, rest):
        if at < len(text) and test(text[at]):
            return rest(at + 1)
        return None

    # What matches one character is repeated without going deeper.
    match.test = test
    return match


def _sequence(parts):
    if len(parts) == 1:
        return parts[0]

    def match(text, at, groups, rest):
        def go(index, at):
            if index == len(parts):
                return rest(at)
            return parts[index](text, at, groups, lambda end: go(index + 1, end))

        return go(0, at)

    return match


def _choice(branches):
    if len(branches) == 1:
        return branches[0]

    def match(text, at, groups, rest):
        for branch in branches:
            end = branch(text, at, groups, rest)
            if end is not None:
                return end
        return None

    return match


def _repeat(part, least, most, greedy):
    test = getattr(part, "test", None)
    if test is not None:
        def match_ones(text, at, groups, rest):
            last = len(text) if most is None else min(len(text), at + most)
            end = at
            if greedy:
                while end < last and test(text[end]):
                    end += 1
                while end >= at + least:
                    found = rest(end)
                    if found is not None:
                        return found
                    end -= 1
                return None
            while True:
                if end >= at + least:
                    found = rest(end)
                    if found is not None:
                        return found
                if end >= last or not test(text[end]):
                    return None
                end += 1

        return match_ones

    def match(text, at, groups, rest):
        def go(count, at):
            def again(end):
                # A part that has matched nothing is not repeated again.
                return rest(end) if end == at and count >= least else go(count + 1, end)

            more = most is None or count < most
            if count < least:
                return part(text, at, groups, again)
            if not greedy:
                end = rest(at)
                return part(text, at, groups, again) if end is None and more else end
            if more:
                before = groups[:]
                end = part(text, at, groups, again)
                if end is not None:
                    return end
                groups[:] = before
            return rest(at)

        return go(0, at)

    return match


def _group(part, number):
    def match(text, at, groups, rest):
        before = groups[number]

        def leave(end):
            inner = groups[number]
            groups[number] = (at, end)
            found = rest(end)
            if found is None:
                groups[number] = inner
            return found

        found = part(text, at, groups, leave)
        if found is None:
            groups[number] = before
        return found

    return match


def _same(number, fold):
    def match(text, at, groups, rest):
        if groups[number] is None:
            return None
        start, end = groups[number]
        wanted = text[start:end]
        found = text[at:at + len(wanted)]
        if found == wanted or fold and found.lower() == wanted.lower():
            return rest(at + len(wanted))
        return None

    return match


def _look(part, ahead, wanted):
    def match(text, at, groups, rest):
        if ahead:
            found = part(text, at, groups, lambda end: end) is not None
        else:
            stop = lambda end: end if end == at else None
            found = any(part(text, start, groups, stop) is not None for start in range(at, -1, -1))
        return rest(at) if found == wanted else None

    return match


def _at(test):
    def match(text, at, groups, rest):
        return rest(at) if test(text, at) else None

    return match


def _is_border(text, at):
    before = at > 0 and _is_word(text[at - 1])
    after = at < len(text) and _is_word(text[at])
    return before != after


class _Parser:
    def __init__(self, pattern, flags):
        self.pattern = pattern
        self.flags = flags
        self.at = 0
        self.count = 0
        self.names = {}

    def fail(self, message, at=None):
        raise error(message, self.pattern, self.at if at is None else at)

    def peek(self):
        return self.pattern[self.at] if self.at < len(self.pattern) else ""

    def take(self):
        character = self.peek()
        self.at += 1
        return character

    def skip(self, text):
        if self.pattern.startswith(text, self.at):
            self.at += len(text)
            return True
        return False

    def until(self, end):
        stop = self.pattern.find(end, self.at)
        if stop < 0:
            self.fail(f"missing {end}, unterminated name")
        text = self.pattern[self.at:stop]
        self.at = stop + 1
        return text

    def choice(self):
        branches = [self.branch()]
        while self.skip("|"):
            branches.append(self.branch())
        return _choice(branches)

    def branch(self):
        parts = []
        while self.peek() not in ("", "|", ")"):
            if self.flags & VERBOSE:
                if self.peek() in _SPACES:
                    self.at += 1
                    continue
                if self.peek() == "#":
                    while self.peek() not in ("", "\n"):
                        self.at += 1
                    continue
            part = self.atom()
            if part is not None:
                parts.append(self.repeated(part))
        return _sequence(parts)

    def repeated(self, part):
        start = self.at
        character = self.peek()
        if character == "{":
            bounds = self.bounds()
            if bounds is None:
                return part
            least, most = bounds
        elif character and character in "*+?":
            self.at += 1
            least = 1 if character == "+" else 0
            most = 1 if character == "?" else None
        else:
            return part
        greedy = not self.skip("?")
        if self.peek() and self.peek() in "*+?":
            self.fail("multiple repeat", start + 1)
        return _repeat(part, least, most, greedy)

    def bounds(self):
        stop = self.pattern.find("}", self.at)
        low, comma, high = self.pattern[self.at + 1:stop].partition(",")
        good = stop > 0 and (low or comma) and (not low or low.isdigit()) and (not high or high.isdigit())
        if not good:
            return None
        self.at = stop + 1
        least = int(low) if low else 0
        return least, (int(high) if high else None) if comma else least

    def atom(self):
        start = self.at
        character = self.take()
        if character == ".":
            return _one(lambda one: True) if self.flags & DOTALL else _one(lambda one: one != "\n")
        if character == "^":
            if self.flags & MULTILINE:
                return _at(lambda text, at: at == 0 or text[at - 1] == "\n")
            return _at(lambda text, at: at == 0)
        if character == "$":
            if self.flags & MULTILINE:
                return _at(lambda text, at: at == len(text) or text[at] == "\n")
            return _at(lambda text, at: at == len(text) or at == len(text) - 1 and text[at] == "\n")
        if character == "[":
            return _one(self.members())
        if character == "(":
            return self.parenthesis(start)
        if character == "\\":
            return self.escape()
        if character in "*+?":
            self.fail("nothing to repeat", start)
        return _one(self.equal(character))

    def kind(self, letter):
        test = _kinds[letter]
        if not self.flags & ASCII:
            return test
        usual = _kinds[letter.lower()]
        return lambda one: (one < "\x80" and usual(one)) == letter.islower()

    def equal(self, wanted):
        if self.flags & IGNORECASE:
            wanted = wanted.lower()
            return lambda one: one.lower() == wanted
        return lambda one: one == wanted

    def escape(self):
        character = self.take()
        if character == "":
            self.fail("bad escape (end of pattern)", self.at - 2)
        if character in _kinds:
            return _one(self.kind(character))
        if character == "b":
            return _at(_is_border)
        if character == "B":
            return _at(lambda text, at: not _is_border(text, at))
        if character == "A":
            return _at(lambda text, at: at == 0)
        if character == "Z":
            return _at(lambda text, at: at == len(text))
        if character in _DIGITS and character != "0":
            number = int(character)
            if number > self.count:
                self.fail(f"invalid group reference {number}", self.at - 1)
            return _same(number, self.flags & IGNORECASE)
        return _one(self.equal(self.character(character)))

    def character(self, character):
        if character == "x":
            self.at += 2
            return chr(int(self.pattern[self.at - 2:self.at], 16))
        if character.isalpha() and character not in _controls:
            self.fail(f"bad escape \\{character}", self.at - 2)
        return _controls.get(character, character)

    def members(self):
        start = self.at - 1
        wanted = not self.skip("^")
        tests = []
        first = True
        while first or self.peek() != "]":
            first = False
            character = self.take()
            if character == "":
                self.fail("unterminated character set", start)
            if character == "\\":
                character = self.take()
                if character in _kinds:
                    tests.append(self.kind(character))
                    continue
                character = "\b" if character == "b" else self.character(character)
            if self.peek() == "-" and self.pattern[self.at + 1:self.at + 2] not in ("]", ""):
                self.at += 1
                last = self.take()
                if last == "\\":
                    last = self.character(self.take())
                if last < character:
                    self.fail(f"bad character range {character}-{last}", self.at - 3)
                tests.append(self.between(character, last))
            else:
                tests.append(self.equal(character))
        self.at += 1
        return lambda one: any(test(one) for test in tests) == wanted

    def between(self, first, last):
        if self.flags & IGNORECASE:
            return lambda one: first <= one.lower() <= last or first <= one.upper() <= last
        return lambda one: first <= one <= last

    def parenthesis(self, start):
        name = None
        look = None
        captures = True
        flags = self.flags
        if self.skip("?"):
            if self.skip("P<"):
                name = self.until(">")
                if not name.isidentifier():
                    self.fail(f"bad character in group name {name!r}", start + 4)
                if name in self.names:
                    self.fail(f"redefinition of group name {name!r} as group {self.count + 1}; "
                              f"was group {self.names[name]}", start + 4)
            elif self.skip("P="):
                name = self.until(")")
                if name not in self.names:
                    self.fail(f"unknown group name {name!r}", start + 4)
                return _same(self.names[name], flags & IGNORECASE)
            elif self.skip("#"):
                self.until(")")
                return None
            else:
                captures = False
                for text, ahead, wanted in (("<=", False, True), ("<!", False, False), ("=", True, True), ("!", True, False)):
                    if look is None and self.skip(text):
                        look = (ahead, wanted)
                if look is None:
                    while self.peek() and self.peek() in "imsxa":
                        self.flags |= {"i": 2, "m": 8, "s": 16, "x": 64, "a": 256}[self.take()]
                    if self.skip(")"):
                        return None
                    if not self.skip(":"):
                        self.fail(f"unknown extension ?{self.peek()}", start + 1)
        number = 0
        if captures:
            self.count += 1
            number = self.count
            if name is not None:
                self.names[name] = number
        part = self.choice()
        if not self.skip(")"):
            self.fail("missing ), unterminated subpattern", start)
        if look is not None:
            return _look(part, *look)
        self.flags = flags
        return _group(part, number) if captures else part


class Match:
    def __init__(self, pattern, string, groups, pos):
        self.re = pattern
        self.string = string
        self.pos = pos
        self.endpos = len(string)
        self._groups = groups

    def _number(self, group):
        number = self.re.groupindex.get(group) if isinstance(group, str) else group
        if number is None or not 0 <= number < len(self._groups):
            raise IndexError("no such group")
        return number

    def __getitem__(self, group):
        place = self._groups[self._number(group)]
        return None if place is None else self.string[place[0]:place[1]]

    def group(self, *groups):
        if len(groups) < 2:
            return self[groups[0] if groups else 0]
        return tuple(self[group] for group in groups)

    def groups(self, default=None):
        found = [self[number] for number in range(1, len(self._groups))]
        return tuple(default if text is None else text for text in found)

    def groupdict(self, default=None):
        return {name: default if self[name] is None else self[name] for name in self.re.groupindex}

    def span(self, group=0):
        return self._groups[self._number(group)] or (-1, -1)

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    @property
    def lastindex(self):
        found = [number for number in range(1, len(self._groups)) if self._groups[number] is not None]
        return found[-1] if found else None

    def expand(self, template):
        return _filled(self, template)

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"


# `\1` and `\g<name>` in what `sub` puts in place of a match.
def _filled(match, template):
    out = []
    at = 0
    while at < len(template):
        character = template[at]
        at += 1
        if character != "\\" or at == len(template):
            out.append(character)
            continue
        character = template[at]
        at += 1
        if character == "g" and template[at:at + 1] == "<":
            stop = template.index(">", at)
            name = template[at + 1:stop]
            out.append(match[int(name) if name.isdigit() else name] or "")
            at = stop + 1
        elif character in _DIGITS and character != "0":
            if int(character) >= len(match._groups):
                raise error(f"invalid group reference {character}", template, at - 1)
            out.append(match[int(character)] or "")
        else:
            out.append(_controls.get(character, character if character == "\\" else "\\" + character))
    return "".join(out)


class Pattern:
    def __init__(self, pattern, flags):
        if not isinstance(pattern, str):
            raise TypeError("first argument must be string or compiled pattern")
        parser = _Parser(pattern, flags)
        self._match = parser.choice()
        if parser.peek():
            parser.fail("unbalanced parenthesis")
        self.pattern = pattern
        self.flags = parser.flags | 32
        self.groups = parser.count
        self.groupindex = parser.names

    def _from(self, string, at, pos, rest):
        groups = [None] * (self.groups + 1)
        end = self._match(string, at, groups, rest)
        if end is None:
            return None
        groups[0] = (at, end)
        return Match(self, string, groups, pos)

    def _check(self, string):
        if not isinstance(string, str):
            raise TypeError(f"expected string or bytes-like object, got '{type(string).__name__}'")

    def match(self, string, pos=0):
        self._check(string)
        return self._from(string, pos, pos, lambda end: end)

    def fullmatch(self, string, pos=0):
        self._check(string)
        return self._from(string, pos, pos, lambda end: end if end == len(string) else None)

    def search(self, string, pos=0):
        self._check(string)
        for at in range(pos, len(string) + 1):
            found = self._from(string, at, pos, lambda end: end)
            if found is not None:
                return found
        return None

    # Where an empty match was found, no other empty one is.
    def finditer(self, string, pos=0):
        self._check(string)
        at = pos
        empty_at = -1
        while at <= len(string):
            found = self._from(string, at, pos, lambda end: None if end == at == empty_at else end)
            if found is None:
                at += 1
                continue
            yield found
            at = found.end()
            empty_at = at if found.start() == at else -1

    def findall(self, string, pos=0):
        if self.groups == 0:
            return [found.group() for found in self.finditer(string, pos)]
        if self.groups == 1:
            return [found.group(1) or "" for found in self.finditer(string, pos)]
        return [found.groups("") for found in self.finditer(string, pos)]

    def subn(self, repl, string, count=0):
        out = []
        at = 0
        made = 0
        for found in self.finditer(string):
            if count and made == count:
                break
            out.append(string[at:found.start()])
            out.append(repl(found) if callable(repl) else _filled(found, repl))
            at = found.end()
            made += 1
        out.append(string[at:])
        return "".join(out), made

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def split(self, string, maxsplit=0):
        parts = []
        at = 0
        made = 0
        for found in self.finditer(string):
            if maxsplit and made == maxsplit:
                break
            parts.append(string[at:found.start()])
            parts.extend(found.groups())
            at = found.end()
            made += 1
        parts.append(string[at:])
        return parts

    def __repr__(self):
        return f"re.compile({self.pattern!r})"


_compiled = {}


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        return pattern
    key = (pattern, int(flags))
    if key not in _compiled:
        _compiled[key] = Pattern(pattern, int(flags))
    return _compiled[key]


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def escape(pattern):
    return "".join("\\" + one if one in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f" else one for one in pattern)
