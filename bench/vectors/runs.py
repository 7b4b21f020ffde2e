"""Writes nn/src/test/resources/vectors/runs.jsonl: whole training runs of PyTorch in F64, made with torch 2.13.0 (CPU).

    python3 bench/vectors/runs.py

A line holds the data, θ at the start by Hanshu's names and in its layout (weights (in, out), channels last), the loss
before each step, θ at the end, and the errors of the same run in float32: of the losses so far, and of each tensor at
the end. Dropout is off. All that a run starts from is exact in float32.
"""

import copy

import torch
from torch import nn

from lines import array, largest_error, values, write

STEPS = 40


def exact(module):
    """Rounds θ to multiples of 1/1024, as all that a run starts from."""
    with torch.no_grad():
        for p in module.parameters():
            p.copy_((p * 1024).round() / 1024)
    return module.double()


def linear(name, layer):
    return {name + ".weight": layer.weight.t(), name + ".bias": layer.bias}


def convolution(name, layer):
    theta = {name + ".weight": layer.weight.permute(2, 3, 1, 0)}
    return theta if layer.bias is None else theta | {name + ".bias": layer.bias}


def batch_norm(name, layer):
    statistics = {".mean": layer.running_mean, ".variance": layer.running_var}
    return {name + k: v for k, v in ({".gamma": layer.weight, ".beta": layer.bias} | statistics).items()}


def layer_norm(name, layer):
    return {name + ".gamma": layer.weight, name + ".beta": layer.bias}


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(5, 16), nn.Tanh(), nn.Linear(16, 16), nn.GELU(), nn.Linear(16, 3))

    def forward(self, x, lengths):
        return self.layers(x)

    def theta(self):
        return {k: t for i in (0, 2, 4) for k, t in linear(f"layers.{i}", self.layers[i]).items()}


class Cnn(nn.Module):
    """Both pools, and a linear layer over all that is left.

    Only the convolution without a norm has a bias: before a norm its gradient is 0, and Adam makes steps of its rounding.
    """

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(2, 4, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(4)
        self.second = nn.Conv2d(4, 6, 3, padding=1)
        self.head = nn.Linear(6 * 2 * 2, 3)

    def forward(self, x, lengths):
        y = torch.relu(self.norm(self.first(x.permute(0, 3, 1, 2))))
        y = nn.functional.max_pool2d(y, 2)
        y = nn.functional.silu(self.second(y))
        y = nn.functional.avg_pool2d(y, 2)
        return self.head(y.permute(0, 2, 3, 1).flatten(1))

    def theta(self):
        return (
            convolution("layers.0", self.first)
            | batch_norm("layers.1", self.norm)
            | convolution("layers.4", self.second)
            | linear("layers.8", self.head)
        )


class Lstm(nn.Module):
    """A linear layer reads the last states of both directions. Of the two biases of nn.LSTM one stays 0."""

    def __init__(self):
        super().__init__()
        self.net = nn.LSTM(3, 6, batch_first=True, bidirectional=True)
        self.head = nn.Linear(12, 3)
        for name, p in self.net.named_parameters():
            if name.startswith("bias_hh"):
                p.requires_grad_(False).zero_()

    def forward(self, x, lengths):
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        h = self.net(packed)[1][0]
        return self.head(torch.cat([h[0], h[1]], -1))

    def theta(self):
        theta = {}
        for direction, end in (("forward", "l0"), ("backward", "l0_reverse")):
            name = f"net.{direction}.0."
            theta[name + "wx"] = getattr(self.net, "weight_ih_" + end).t()
            theta[name + "wh"] = getattr(self.net, "weight_hh_" + end).t()
            theta[name + "b"] = getattr(self.net, "bias_ih_" + end)
        return theta | linear("head", self.head)


class Gru(nn.Module):
    """Two layers; a linear layer reads the last state of the upper one."""

    def __init__(self):
        super().__init__()
        self.net = nn.GRU(3, 7, num_layers=2, batch_first=True)
        self.head = nn.Linear(7, 3)

    def forward(self, x, lengths):
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        return self.head(self.net(packed)[1][-1])

    def theta(self):
        theta = {}
        for i in range(2):
            name = f"net.forward.{i}."
            theta[name + "wx"] = getattr(self.net, f"weight_ih_l{i}").t()
            theta[name + "wh"] = getattr(self.net, f"weight_hh_l{i}").t()
            theta[name + "bx"] = getattr(self.net, f"bias_ih_l{i}")
            theta[name + "bh"] = getattr(self.net, f"bias_hh_l{i}")
        return theta | linear("head", self.head)


class Transformer(nn.Module):
    """Says at each place which token comes next."""

    def __init__(self, norm_first, places, width=8, heads=2, inner=12, tokens=5):
        super().__init__()
        self.tokens = nn.Embedding(tokens, width)
        self.positions = nn.Parameter(torch.randn(places, width) / 4)
        layer = nn.TransformerEncoderLayer(
            width, heads, inner, dropout=0.0, activation="gelu", batch_first=True, norm_first=norm_first
        )
        norm = nn.LayerNorm(width) if norm_first else None
        self.encoder = nn.TransformerEncoder(layer, 2, norm=norm, enable_nested_tensor=False)
        for layer in self.encoder.layers:  # copies of one layer otherwise
            for p in layer.parameters():
                if p.dim() == 2:
                    nn.init.xavier_uniform_(p)
        self.head = nn.Linear(width, tokens)

    def forward(self, x, lengths):
        y = self.tokens(x) + self.positions
        mask = nn.Transformer.generate_square_subsequent_mask(x.shape[1], dtype=y.dtype)
        return self.head(self.encoder(y, mask=mask, is_causal=True)).flatten(0, 1)

    def theta(self):
        theta = {"tokens.table": self.tokens.weight, "positions.table": self.positions}
        for i, layer in enumerate(self.encoder.layers):
            name = f"encoder.layers.{i}."
            weights = layer.self_attn.in_proj_weight.chunk(3)
            biases = layer.self_attn.in_proj_bias.chunk(3)
            for part, weight, bias in zip(("query", "key", "value"), weights, biases):
                theta[f"{name}attention.{part}.weight"] = weight.t()
                theta[f"{name}attention.{part}.bias"] = bias
            theta |= linear(name + "attention.output", layer.self_attn.out_proj)
            theta |= layer_norm(name + "aroundAttention.norm", layer.norm1)
            theta |= linear(name + "feedForward.first", layer.linear1)
            theta |= linear(name + "feedForward.second", layer.linear2)
            theta |= layer_norm(name + "aroundFeedForward.norm", layer.norm2)
        if self.encoder.norm is not None:
            theta |= layer_norm("encoder.norm", self.encoder.norm)
        return theta | linear("head", self.head)


def optimiser(params, p):
    if p["optimiser"] == "sgd":
        return torch.optim.SGD(
            params, p["rate"], p["momentum"], weight_decay=p["decay"], nesterov=p.get("nesterov", False)
        )
    kind = torch.optim.Adam if p["optimiser"] == "adam" else torch.optim.AdamW
    betas = (p["beta1"], p["beta2"])
    return kind(params, p["rate"], betas, p["epsilon"], p["decay"], amsgrad=p.get("amsgrad", False))


def schedule(opt, p):
    kind = p["schedule"]
    if kind == "step":
        return torch.optim.lr_scheduler.StepLR(opt, 10, 0.5)
    if kind == "exponential":
        return torch.optim.lr_scheduler.ExponentialLR(opt, 0.97)
    if kind == "cosine":
        return torch.optim.lr_scheduler.CosineAnnealingLR(opt, STEPS)
    if kind == "oneCycle":
        return torch.optim.lr_scheduler.OneCycleLR(opt, p["rate"], total_steps=STEPS, cycle_momentum=False)
    if kind == "warmUpCosine":
        up = torch.optim.lr_scheduler.LinearLR(opt, 0.1, 1.0, 10)
        down = torch.optim.lr_scheduler.CosineAnnealingLR(opt, STEPS - 10)
        return torch.optim.lr_scheduler.SequentialLR(opt, [up, down], [10])
    return torch.optim.lr_scheduler.ConstantLR(opt, 1.0)


def train(model, x, lengths, classes, p):
    """The losses before each step."""
    learned = [t for t in model.parameters() if t.requires_grad]
    opt = optimiser(learned, p)
    rates = schedule(opt, p)
    losses = []
    model.train()
    for _ in range(STEPS):
        opt.zero_grad()
        logits = model(x, lengths)
        loss = nn.functional.cross_entropy(logits, classes.flatten(), label_smoothing=p.get("smoothing", 0.0))
        losses.append(loss.item())
        loss.backward()
        if "clipNorm" in p:
            nn.utils.clip_grad_norm_(learned, p["clipNorm"])
        if "clipValue" in p:
            nn.utils.clip_grad_value_(learned, p["clipValue"])
        opt.step()
        rates.step()
    model.eval()
    with torch.no_grad():
        return losses, model(x, lengths)


def theta(model):
    return {name: t.detach().contiguous().clone() for name, t in model.theta().items()}


def run(op, name, model, x, classes, p, lengths=None):
    exact(model)
    start = theta(model)
    single = copy.deepcopy(model).float()
    losses, after = train(model, x, lengths, classes, p)
    own = x.float() if x.is_floating_point() else x
    single_losses, single_after = train(single, own, lengths, classes, p)
    so_far, errors = 0.0, []
    for a, b in zip(single_losses, losses):
        so_far = max(so_far, abs(a - b))
        errors.append(so_far)
    end, single_end = theta(model), theta(single)
    line = {"op": op, "case": name, "params": p, "x": array(x), "classes": array(classes)}
    if lengths is not None:
        line["lengths"] = array(lengths)
    line |= {
        "start": {k: array(t) for k, t in start.items()},
        "losses": losses,
        "end": {k: array(t) for k, t in end.items()},
        "predictions": values(after),
        "float32": {
            "losses": errors,
            "end": {k: largest_error(single_end[k], t) for k, t in end.items()},
            "predictions": largest_error(single_after, after),
        },
    }
    print(f"{op} {name}: {losses[0]:.4f} → {losses[-1]:.4f}, float32 within {errors[-1]:.1e}")
    return line


def points(*shape):
    return (torch.randn(*shape, dtype=torch.float64) * 64).round() / 64


def adam(kind="adam", **others):
    return {"optimiser": kind, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "decay": 0.0, **others}


def main():
    torch.set_num_threads(1)
    torch.manual_seed(3)
    lines = []

    x = points(20, 5)
    classes = (x[:, 0] > 0).long() + (x[:, 1] * x[:, 2] > 0).long()
    sgd = {"optimiser": "sgd", "momentum": 0.9, "decay": 1e-3}
    for name, p in {
        "SGD with momentum and decay, clipped norm, steps": sgd | {"rate": 0.25, "clipNorm": 0.5, "schedule": "step"},
        "SGD, Nesterov, smoothed labels": sgd | {"rate": 0.1, "nesterov": True, "schedule": "none", "smoothing": 0.1},
        "Adam, one cycle": adam(rate=0.03, schedule="oneCycle"),
        "AdamW, cosine": adam("adamW", decay=0.05, rate=0.02, schedule="cosine"),
    }.items():
        lines.append(run("mlp", name, Mlp(), x, classes, p))

    x = points(10, 8, 8, 2)
    classes = (x[:, 2:5, 2:5, 0].sum((1, 2)) > 0).long() + (x[:, :, :, 1].sum((1, 2)) > 0).long()
    for name, p in {
        "SGD with momentum, clipped values": sgd | {"rate": 0.05, "clipValue": 0.05, "schedule": "exponential"},
        "Adam, AMSGrad, clipped norm": adam(rate=0.01, amsgrad=True, clipNorm=0.5, schedule="none"),
        "AdamW, warm-up and cosine": adam("adamW", decay=0.1, rate=0.02, schedule="warmUpCosine"),
    }.items():
        lines.append(run("cnn", name, Cnn(), x, classes, p))

    x = points(12, 7, 3)
    lengths = torch.tensor([7, 3, 5, 1, 7, 6, 2, 4, 7, 5, 6, 3])
    sums = torch.stack([row[:n].sum(0) for row, n in zip(x, lengths)])
    classes = (sums[:, 0] > 0).long() + (sums[:, 1] > 0).long()
    for op, model in (("lstm", Lstm), ("gru", Gru)):
        for name, p in {
            "SGD with momentum, clipped norm": sgd | {"rate": 0.3, "clipNorm": 0.25, "schedule": "cosine"},
            "Adam, clipped norm, warm-up and cosine": adam(rate=0.03, clipNorm=0.5, schedule="warmUpCosine"),
            "AdamW, steps": adam("adamW", decay=0.05, rate=0.03, schedule="step"),
        }.items():
            lines.append(run(op, name, model(), x, classes, p, lengths))

    tokens = torch.randint(5, (6, 8))
    for t in range(2, 8):  # most tokens follow from the two before
        tokens[:, t] = torch.where(torch.rand(6) < 0.8, (tokens[:, t - 1] + 2 * tokens[:, t - 2]) % 5, tokens[:, t])
    x, classes = tokens[:, :-1], tokens[:, 1:]
    for norm_first in (True, False):
        where = "norms before, " if norm_first else "norms after, "
        for name, p in {
            "SGD with momentum, clipped norm": sgd | {"rate": 0.1, "clipNorm": 0.5, "schedule": "cosine"},
            "Adam": adam(rate=0.01, schedule="none") | {"epsilon": 1e-5},
            "AdamW, clipped norm, warm-up and cosine": adam(
                "adamW", decay=0.1, rate=0.02, clipNorm=1.0, schedule="warmUpCosine"
            )
            | {"epsilon": 1e-5},
        }.items():
            p = p | {"normFirst": norm_first}
            lines.append(run("transformer", where + name, Transformer(norm_first, 7), x, classes, p))

    write("nn/src/test/resources/vectors/runs.jsonl", lines)


if __name__ == "__main__":
    main()
