local = ((y := (lambda x: pq)))("Who are you? ")
