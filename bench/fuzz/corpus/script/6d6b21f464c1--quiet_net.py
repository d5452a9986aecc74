t
t' sut"
t 