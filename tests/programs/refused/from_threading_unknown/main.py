from threading import Thread, settrace

settrace(lambda frame, event, arg: None)
Thread(target=print, args=("hello",)).start()
