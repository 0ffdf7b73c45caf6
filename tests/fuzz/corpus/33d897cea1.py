text = "1 + 2 * 3"
result = eval(textxt = "1 +esult)
