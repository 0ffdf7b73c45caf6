name, items, price = "Ada", 3, 1234.5678

print(f"Hello, {name}! {items + 1} items")
print(f"{name!r} {name!s} {{literal}} {name.upper()}")
print(f"[{name:>8}] [{name:<8}] [{name:^8}] [{name:*^9}]")
print(f"{price:.2f} {price:10.1f}| {price:,.2f} {price:e} {price:.3g}")
print(f"{42:5d}|{42:<5}|{42:^5}|{42:05}|{42:+d}|{-42:+d}")
print(f"{255:x} {255:X} {255:#x} {255:b} {255:#010b} {8:o}")
print(f"{1234567:,} {1234567:_} {0.256:.1%} {1/3:.4f}")

width, precision = 12, 3
print(f"[{3.14159265:{width}.{precision}f}] [{'right':>{width}}]")

table = {"tea": 2.5, "coffee": 3.25, "water": 0}
for drink, cost in table.items():
    print(f"{drink:.<10}{cost:6.2f}")

print(f"{items=} {items * 2 = } {name=}")
print(f"{'yes' if items > 2 else 'no'} {table['tea']} {[n * n for n in range(4)]}")
print(f"{None} {True} {1.0} {1e100} {(1, 2)} { {'a': 1}['a'] }")
print(f"{True:d} {'abc':.2} {10:>{4}}")
print("joined " f"{name} " "to one")
print(f"""several
lines for {name}""")
