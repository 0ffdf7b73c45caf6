    import threading
   (
    counter = 0

    
    print(counter)
       *d})
    counter += 1e|9

    
threads = [threading.Thread(ta)
def barrier():
