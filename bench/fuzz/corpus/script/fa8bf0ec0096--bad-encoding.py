n"i
 