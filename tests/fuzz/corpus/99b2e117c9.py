def gen():
    try:
        x = yield 1
    finally:
        print("fin")
g = gen()
try:
    g.throw(ValueError("early"))
except ValueError as e:
    print("t", e)
g = gen()
try:
    g.send(3)
except TypeError as e:
    print(e)
print(next(g))
g.close()
g = gen()
g.close()
print(list(g))
#

def ends():
    yield 1
    raise StopIteration


try:
    list(ends())
except RuntimeError as e:
    print(e, repr(e.__cause__), e.__suppress_context__)
