# Indentation and lines of text.


def _common(first, second):
    length = 0
    while length < len(first) and length < len(second) and first[length] == second[length]:
        length += 1
    return first[:length]


def dedent(text):
    margin = None
    for line in text.splitlines():
        stripped = line.lstrip(" \t")
        if stripped:
            before = line[: len(line) - len(stripped)]
            margin = before if margin is None else _common(margin, before)
    lines = []
    for line in text.split("\n"):
        if not line.strip(" \t"):
            lines.append("")
        else:
            lines.append(line[len(margin):] if margin else line)
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    lines = []
    for line in text.splitlines(True):
        wanted = line.strip() if predicate is None else predicate(line)
        lines.append(prefix + line if wanted else line)
    return "".join(lines)


def wrap(text, width=70, *, initial_indent="", subsequent_indent=""):
    lines = []
    line = initial_indent
    begun = False
    for word in text.split():
        if begun and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = subsequent_indent
            begun = False
        line += " " + word if begun else word
        begun = True
    if begun:
        lines.append(line)
    return lines


def fill(text, width=70, *, initial_indent="", subsequent_indent=""):
    return "\n".join(wrap(text, width, initial_indent=initial_indent, subsequent_indent=subsequent_indent))


def shorten(text, width, *, placeholder=" [...]"):
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    kept = ""
    for word in text.split():
        longer = word if not kept else kept + " " + word
        if len(longer) + len(placeholder) > width:
            break
        kept = longer
    return kept + placeholder if kept else placeholder.strip()
