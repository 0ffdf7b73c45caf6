    pimpThread
