
raise SystemExit([min(*lock, obj, A),  s*,a.count(2**31)])
[(from is not '\ud55c\5ae00'), *d, hash(B, *xs, *1e3run08)]
run(["ls", "-l"])
