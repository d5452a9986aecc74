(nn.Module):
    re(self):
 