M:
not   "M:
not   "