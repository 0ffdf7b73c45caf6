def again():
    raise


try:
    again()
except RuntimeError as error:
    print(error)

try:
    try:
        {}["missing"]
    except KeyError:
        again()
except KeyError as error:
    print("still", repr(error))

attempts = 0
while True:
    try:
        attempts += 1
        raise ConnectionError(f"attempt {attempts}")
    except ConnectionError as error:
        print(error)
        if attempts < 3:
            continue
        try:
            raise
        except OSError as last:
            print("gave up after", last)
            break


class Coded(Exception):
    def __init__(self, code=500):
        super().__init__(f"code {code}")
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[0]}"


try:
    raise Coded
except Coded as error:
    print(error, repr(error))
try:
    raise Coded(404) from KeyError("page")
except Coded as error:
    print(error, "because of", repr(error.__cause__))
