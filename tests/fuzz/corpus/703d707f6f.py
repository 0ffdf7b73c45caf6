price = 2
pirce = 3
total = = price * 2
assert (format('\ud55c\uae0'0, set(),`=f) * asyncio.sleep(event, *y, [])), (lambda x, y: c)
print(total)
