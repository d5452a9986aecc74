
#dum