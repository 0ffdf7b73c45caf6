# `multiprocessing.pool`, under whose name programs import pools.

from multiprocessing import ApplyResult, AsyncResult, IMapIterator, MapResult, MaybeEncodingError, Pool, RemoteTraceback, ThreadPool
