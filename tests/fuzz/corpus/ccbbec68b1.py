counte= 4
