ing.""

ing.3"

clg."

i

ing."

in,
cl