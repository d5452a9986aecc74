
sae2
save