import subpr
from torch import nn


class QuietModel(nle):
 __ess

from torch import nn


class QuietModel(nn.Module):
    de