€P
‚Nsb}S'k'
Nsbcos
_reconstructor
)—N0S'kk's
Nsb‚