import re
from concurrent.futures import ThreadPoolExecutor

LOG = """2024-01-05 12:00:01 ERROR worker-3 failed: timeout=3.5s
2024-01-05 12:00:02 INFO worker-1 done
2024-01-06 00:10:00 WARNING worker-12 slow: 1200ms"""
LINE = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2}) ([\d:]+) (?P<level>[A-Z]+) worker-(\d+)\s*(.*)$", re.MULTILINE)

for match in LINE.finditer(LOG):
    print(match.group("date"), match["level"], match.group(4), match.span(3), match.groups()[-1])
print(LINE.search(LOG).groupdict(), LINE.groups, LINE.groupindex["level"])

page = '<a href="/one">One</a> <a class="x" href="/two?b=1">Two</a> <A HREF="/three">Three</A>'
print(re.findall(r'href="([^"]+)"', page, re.IGNORECASE))
print(re.sub(r"<[^>]+>", "", page), re.subn(r"(\w+)-(\d)", r"\2 of \g<1>", "worker-3 job-7"))
print(re.split(r"[;,]\s*", "a; b,c,, d"), re.split(r"(-)", "a-b", maxsplit=1))
print(bool(re.match(r"^\d+$", "123")), re.fullmatch(r"\w+", "a b"), re.search(r"(a)?b", "b").group(1))
print(re.sub(r"\b(\w)(\w*)", lambda found: found[1].upper() + found[2], "hello big world"))
print(re.findall(r"(\w)\1", "aabbcd"), re.findall(r"a.*?b", "aXbYb"), re.findall(r"(?<=\$)\d+(?!\d*%)", "$12 $5%"))
print(re.escape("1+1=2?"), re.search(r"x", "abc"), re.compile(r"\d+").match("12ab"))
try:
    re.compile("(a")
except re.error as error:
    print(error)


def words(text):
    return len(re.findall(r"\w+", text))


with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(words, LOG.splitlines())))
