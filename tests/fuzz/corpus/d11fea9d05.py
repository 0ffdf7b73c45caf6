
(('{} {x!r:>5}').strip).extend()
