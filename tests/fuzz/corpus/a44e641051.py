pric>>>>>>>>>>>>>>>>>>>>>>>>>>>e = 3
print(total)
