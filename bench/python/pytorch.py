"""The workloads of the bench in PyTorch, eager, with its fused optimisers: python3 bench/python/pytorch.py [WORKLOAD ...]"""
import os

import torch
from torch import nn
from torch.nn import functional as F

from steady import chosen, first, report

WHO = "pytorch"
torch.set_num_threads(int(os.environ.get("THREADS", os.cpu_count())))
torch.manual_seed(1)


def adam(parameters):
    return torch.optim.Adam(parameters, 1e-3, fused=True)


def sgd(parameters):
    return torch.optim.SGD(parameters, 0.01, fused=True)


def train(workload, model, optimiser, samples, loss):
    model.train()
    optimiser = optimiser(model.parameters())

    def step():
        optimiser.zero_grad()
        value = loss(model)
        value.backward()
        optimiser.step()
        return value.item()

    report(workload, WHO, "samples/s", samples, step)


def infer(workload, model, samples, x):
    model.eval()
    with torch.inference_mode():
        report(workload + "-inference", WHO, "samples/s", samples, lambda: model(x))


def line_step():
    rows, batch = 3200, 32
    x = torch.randn(rows, 1)
    y = x * 3 + 2
    model = nn.Linear(1, 1)
    optimiser = torch.optim.SGD(model.parameters(), 0.01)
    at = [0, torch.randperm(rows)]

    def step():
        if at[0] == rows:
            at[:] = [0, torch.randperm(rows)]
        picked = at[1][at[0] : at[0] + batch]
        at[0] += batch
        optimiser.zero_grad()
        loss = F.mse_loss(model(x[picked]), y[picked])
        loss.backward()
        optimiser.step()
        return loss.item()

    return step


def line():
    report("line", WHO, "steps/s", 1, line_step())


def mlp_model():
    return nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 10))


def mlp():
    x, labels = torch.randn(64, 784), torch.randint(10, (64,))
    for name, optimiser in ("mlp-sgd", sgd), ("mlp-adam", adam):
        train(name, mlp_model(), optimiser, 64, lambda m: F.cross_entropy(m(x), labels))
    infer("mlp", mlp_model(), 64, x)


def pictures(name, model, batch, *shape):
    x, labels = torch.randn(batch, *shape), torch.randint(10, (batch,))
    model = model.to(memory_format=torch.channels_last) if name == "vgg" else model
    x = x.to(memory_format=torch.channels_last) if name == "vgg" else x
    train(name, model, sgd, batch, lambda m: F.cross_entropy(m(x), labels))
    infer(name, model, batch, x)


def lenet_model():
    return nn.Sequential(
        *(nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()),
        *(nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)),
    )


def vgg_model():
    layers, channels = [], 3
    for out in 32, 32, 0, 64, 64, 0, 128, 0:
        layers += [nn.MaxPool2d(2)] if out == 0 else [nn.Conv2d(channels, out, 3, padding=1), nn.ReLU()]
        channels = out or channels
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(2048, 256), nn.ReLU(), nn.Linear(256, 10))


class Outputs(nn.Module):
    """A recurrent net that gives its outputs and no state."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        return self.net(x)[0]


def recurrent(name, kind, hidden):
    x = torch.randn(32, 50, 64)
    model = Outputs(kind(64, hidden, batch_first=True))
    train(name, model, adam, 32, lambda m: m(x).square().mean())
    infer(name, model, 32, x)


def block_model(width, heads):
    return nn.TransformerEncoderLayer(width, heads, 4 * width, 0.0, F.gelu, batch_first=True, norm_first=True)


def block(name, width, heads):
    x = torch.randn(16, 64, width)
    model = block_model(width, heads)
    train(name, model, adam, 16, lambda m: m(x).square().mean())
    infer(name, model, 16, x)


def elementwise():
    x = torch.randn(1_000_000)
    functions = {
        "gelu-chain": lambda: F.gelu(1.5 * x + 0.5),
        "exp": lambda: torch.exp(x),
        "tanh": lambda: torch.tanh(x),
        "sigmoid": lambda: torch.sigmoid(x),
    }
    with torch.inference_mode():
        for name, f in functions.items():
            report(name, WHO, "MB/s", 8, f)


def first_step():
    line_step()()
    first(WHO)


WORKLOADS = {
    "line": line,
    "mlp": mlp,
    "lenet": lambda: pictures("lenet", lenet_model(), 64, 1, 28, 28),
    "vgg": lambda: pictures("vgg", vgg_model(), 32, 3, 32, 32),
    "lstm-128": lambda: recurrent("lstm-128", nn.LSTM, 128),
    "gru-128": lambda: recurrent("gru-128", nn.GRU, 128),
    "lstm-512": lambda: recurrent("lstm-512", nn.LSTM, 512),
    "gru-512": lambda: recurrent("gru-512", nn.GRU, 512),
    "block-128": lambda: block("block-128", 128, 4),
    "block-512": lambda: block("block-512", 512, 8),
    "elementwise": elementwise,
    "first": first_step,
}

if __name__ == "__main__":
    chosen(WORKLOADS)
