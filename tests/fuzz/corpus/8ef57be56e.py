from subprocerun(["ls", "-

run(["ls", "-l"])
