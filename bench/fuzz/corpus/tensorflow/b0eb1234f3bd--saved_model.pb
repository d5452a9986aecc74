(cmoe
ex
S"\x69Xx64"
o€€28€€