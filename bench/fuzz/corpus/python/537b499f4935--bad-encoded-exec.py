

wdAD} = "a