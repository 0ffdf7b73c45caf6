counter = 4
print "counter is", counter
