price = 3
total = = price * 2
print(total)
