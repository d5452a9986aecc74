swrite((url):
e(r   ,ut