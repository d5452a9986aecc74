pat(Œid20icopyreg
eval
h./s