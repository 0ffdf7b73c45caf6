import threading


def profile(frame, event, arg):
    print(event)


thread = threading.Thread(target=print)
threading.setprofile(profile)
threading.start()
