(ccog
no
V\u0069\u0064
o