
E~Sù¡

class QuietModel(nn.Module):
    def __init__(self, config):
     __doc__ or "id")
    return command


@run
de