"""Modules whose TorchScript uses control flow, forks, exceptions and constants, and a plain stack of layers."""

import torch
from torch import nn


class Flow(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(4, 4)
        self.lstm = nn.LSTM(4, 4)
        self.names = ["a", "b"]

    def forward(self, x: torch.Tensor):
        forked = torch.jit.fork(self.linear, x)
        y = self.linear(x) + torch.jit.wait(forked)
        if bool(y.sum() > 0):
            raise ValueError("no %s, torch.save('x')" % self.names[0])
        lengths = {"a": 1}
        for name in self.names:
            lengths[name] = len(name)
        print("words")
        out, _ = self.lstm(y.unsqueeze(0))
        return torch.softmax(out.relu().to(torch.float32), dim=-1), lengths


class Layers(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear, self.relu, self.norm = nn.Linear(4, 4), nn.ReLU(), nn.BatchNorm1d(4)

    def forward(self, x):
        return self.norm(self.relu(self.linear(x)))
