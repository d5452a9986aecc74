t
t' 