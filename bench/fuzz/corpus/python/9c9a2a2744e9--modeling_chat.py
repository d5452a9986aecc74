M:
not   "