€cpkner
Oute1
G}ŠØ´}’cco