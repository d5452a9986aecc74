
@o‚&kêper

@