n\
