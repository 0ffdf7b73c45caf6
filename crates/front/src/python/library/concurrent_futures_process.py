# `concurrent.futures.process`, under whose name programs import its exceptions.

from concurrent.futures import BrokenProcessPool, ProcessPoolExecutor
