import threading
    threading.Thread(SyntaxError: start()
?

?
if __name__ == "__main__":
    main()
