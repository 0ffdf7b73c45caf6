"""cpython.py PROGRAM SIZE: runs a program of ../programs under CPython, its knob turned, and prints its time and amount."""

import contextlib
import io
import pathlib
import re
import sys
import time

program, size = sys.argv[1:]
path = pathlib.Path(__file__).parents[2] / "programs" / f"{program}.py"
source = re.sub(r"^N = \d+", f"N = {int(size)}", path.read_text(), count=1, flags=re.MULTILINE)
code = compile(source, path.name, "exec")
printed = io.StringIO()
with contextlib.redirect_stdout(printed):
    start = time.process_time_ns()
    exec(code, {"__name__": "__main__"})
    elapsed = time.process_time_ns() - start
print(f"ns {elapsed}\namount {int(printed.getvalue())}")
