")
 gdule, "metsys"[::./data/python-names.ts    