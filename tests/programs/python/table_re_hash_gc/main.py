import gc
import hashlib
import re
import sys
import traceback

print(re.I == re.IGNORECASE, re.M == re.MULTILINE, re.S == re.DOTALL, re.X == re.VERBOSE, re.A == re.ASCII)
pattern = re.compile(
    r"""
    (?P<key> \w+ ) \s* = \s*   # a name
    (?P<value> [^;]* )         # and what it is
    """,
    re.X | re.I,
)
print(isinstance(pattern, re.Pattern), pattern.groups, dict(pattern.groupindex), pattern.pattern.count("\n"))
text = "one = 1; two = 22;three="
print(pattern.findall(text), pattern.split(text), pattern.sub(r"\g<value>:\1", text), pattern.subn("x", text, 1))
found = pattern.search(text, 5)
print(isinstance(found, re.Match), found.start(), found.end("value"), found.span("key"), found.expand(r"<\1>"), found.lastindex)
print(found.group("key", 2), found.groups(), found.groupdict(), found.string == text, found.pos, found.re is pattern)
print(pattern.match(text).group(), pattern.fullmatch(text), [each["key"] for each in pattern.finditer(text)])
print(re.search(r"a.b", "a\nb", re.S).end(), re.findall("^b$", "a\nb", re.M), re.search(r"^\w+", "één", re.A), found)
try:
    re.compile("[a")
except re.error as error:
    print(error.msg, error.pos, error.pattern)

one = hashlib.new("sha1", b"a")
two = one.copy()
two.update(b"b")
print(one.hexdigest(), two.hexdigest()[:8], two.digest()[:2], two.digest_size, two.block_size, two.name)
print(hashlib.sha512(b"x" * 200).hexdigest()[:32])

print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled(), gc.collect() >= 0)
print(sys.hexversion >= 0x030B0000, sys.version_info >= (3, 11), sys.version_info.major)


def fail():
    raise KeyError("k")


try:
    fail()
except KeyError as error:
    summary = traceback.extract_tb(error.__traceback__)[-1]
    print(isinstance(summary, traceback.FrameSummary), summary.name, summary.lineno, summary.line)
    print(len(traceback.format_tb(error.__traceback__)))
    traceback.print_tb(error.__traceback__)




import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.default_exception_handler({"message": "on standard error"})
    print("told")


asyncio.run(main())
