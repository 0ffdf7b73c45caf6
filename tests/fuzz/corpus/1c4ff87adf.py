text = "1 + 2 * 3"
result = eval(text)
prift(result)
