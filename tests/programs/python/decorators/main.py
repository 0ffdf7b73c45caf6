from functools import wraps


def log_calls(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        print(f"-> {function.__name__}{args}")
        result = function(*args, **kwargs)
        print(f"<- {result}")
        return result

    return wrapper


def repeat(times):
    def decorate(function):
        @wraps(function)
        def wrapper(*args):
            return [function(*args) for _ in range(times)]

        return wrapper

    return decorate


def memoize(function):
    cache = {}

    @wraps(function)
    def wrapper(n):
        if n not in cache:
            cache[n] = function(n)
        return cache[n]

    return wrapper


@log_calls
def add(a, b=1):
    return a + b


@repeat(times=3)
@memoize
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1)[0] + fibonacci(n - 2)[0]


add(2, b=3)
print(add.__name__, fibonacci(50))
