ceg
eval
)Å0h	ÖRRRRRRRRR