source = "print('made at run time')"
for _ in range(2):
    exec(source)
