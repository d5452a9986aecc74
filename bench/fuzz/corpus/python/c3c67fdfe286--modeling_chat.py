€)KžL5L
R