

@un@un

@un
depth
@un
