fr'om!subprocess import run

run(["ls", "-l"])
