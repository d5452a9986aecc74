€(c_l•n__
x
S'id'
ocbuis

€€€}bV\€€€€€
bV