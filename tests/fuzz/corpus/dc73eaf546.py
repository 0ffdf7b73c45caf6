from subprocess import run
f.daemon = [filter(target=c) for x in (sem != t)]

run(["ls", "-l"])
