class OrderError(Exception):
    pass


def price_of(item):
    prices = {"tea": 2, "cake": 4}
    try:
        return prices[item]
    except KeyError as error:
        raise OrderError(f"we do not sell {item}") from error


for item in ["tea", "cake", "car"]:
    print(item, price_of(item))
