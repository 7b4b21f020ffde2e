"""Writes activation_edges, pool_edges, loss_edges and more_loss_edges.jsonl in nn/src/test/resources/vectors: kinks, ties, NaN,
infinities and axes of no or one element, made with torch 2.13.0 (CPU).

    python3 bench/vectors/edges_of_layers.py
"""

import torch
from torch.nn import functional as F

from lines import Cases, Draw

INF, NAN = float("inf"), float("nan")


def of(*numbers, shape=None):
    t = torch.tensor(numbers, dtype=torch.float64)
    return t if shape is None else t.reshape(shape)


ACTIVATIONS = {
    "relu": F.relu,
    "leakyRelu": F.leaky_relu,
    "elu": F.elu,
    "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
    "silu": F.silu,
    "mish": F.mish,
    "sigmoid": torch.sigmoid,
    "hardSigmoid": F.hardsigmoid,
    "tanh": torch.tanh,
}


def hard_sigmoid(x):
    """With the values and slopes of PyTorch's, which has no second derivative; checked here."""
    y = torch.where(x <= -3, 0 * x, torch.where(x >= 3, 0 * x + 1, x / 6 + 0.5))
    z = x.detach().clone().requires_grad_()
    F.hardsigmoid(z).sum().backward()
    if x.requires_grad:
        assert torch.equal(torch.autograd.grad(y.sum(), x, retain_graph=True)[0].isclose(z.grad), z == z)
    return y


def activations():
    cases = Cases()
    for op, f in ACTIVATIONS.items():
        cases.values(op, "special values", {}, [of(NAN, INF, -INF, 0.0, -0.0, 1.0, -1.0, 88.0, -88.0, 1e-30, -1e-30)], f)
        f = hard_sigmoid if op == "hardSigmoid" else f
        kinks = [] if op == "elu" else [-0.0, 0.0]  # no second derivative there: PyTorch calls it 0, Hanshu that of the left
        cases.add(op, "far out and at the kinks", {}, [of(-100.0, -20.0, -3.0, *kinks, 3.0, 20.0, 100.0)], f)
        cases.add(op, "nothing", {}, [of(shape=(2, 0))], f)
    cases.write("nn/src/test/resources/vectors/activation_edges.jsonl")


def first(f):
    """Of channels last by a function of channels first."""
    return lambda x: f(x.movedim(-1, 1)).movedim(1, -1)


def pictures():
    """(batch, height, width, channels) with ties, NaN and infinities."""
    draw = Draw("pools", "pictures")
    ties = draw.index(3, 2, 5, 6, 2).double()
    yield "ties", ties
    yield "all equal", torch.full((1, 4, 4, 1), 2.0, dtype=torch.float64)
    some = draw.normal(2, 5, 6, 2)
    some[0, 1, 1, 0] = NAN
    yield "NaN", some
    some = draw.normal(2, 5, 6, 2)
    some[0, 1, 1, 0], some[1, 4, 5, 1], some[0, 2, 2, 1] = INF, -INF, INF
    yield "infinities", some
    yield "minus infinities alone", torch.full((1, 4, 4, 1), -INF, dtype=torch.float64)
    yield "one row", draw.normal(1, 2, 6, 1)
    yield "no pictures", draw.normal(0, 4, 4, 2)


def pools():
    cases = Cases()
    for name, x in pictures():
        finite = bool(torch.isfinite(x).all())
        make = cases.add if finite else cases.values
        for window, stride, padding in (((2, 2), (2, 2), (0, 0)), ((2, 3), (1, 2), (1, 1))):
            params = {"window": window, "stride": stride, "padding": padding, "dilation": (1, 1), "ceil": False}
            at = f"{name}, {list(window)} by {list(stride)} padded {list(padding)}"
            make("maxPool", at, params, [x], lambda x: first(lambda t: F.max_pool2d(t, window, stride, padding))(x).square())
            params = params | {"countPadding": True}
            if name != "minus infinities alone":
                make(
                    "averagePool",
                    at,
                    params,
                    [x],
                    lambda x: first(lambda t: F.avg_pool2d(t, window, stride, padding))(x).square(),
                )
        for places in ((1, 1), (2, 3), (3, 4), (4, 4)):
            at = f"{name}, to {list(places)}"
            if places == (4, 4) and name == "one row":
                continue
            make(
                "adaptiveMaxPool",
                at,
                {"places": places},
                [x],
                lambda x: first(lambda t: F.adaptive_max_pool2d(t, places))(x).square(),
            )
            make(
                "adaptiveAveragePool",
                at,
                {"places": places},
                [x],
                lambda x: first(lambda t: F.adaptive_avg_pool2d(t, places))(x).square(),
            )
    lp_pool(cases)
    cases.write("nn/src/test/resources/vectors/pool_edges.jsonl")


def lp_pool(cases):
    """Sums of odd powers may be negative, and have no root."""
    zeros = Draw("pools", "lp").normal(1, 4, 4, 2)
    zeros[0, 0, 0, 0] = zeros[0, 1, 1, 1] = 0.0
    wild = Draw("pools", "lp").normal(1, 4, 4, 2)
    wild[0, 0, 0, 0], wild[0, 0, 3, 1], wild[0, 3, 3, 0] = NAN, INF, -INF
    for exponent in (1, 2, 3):
        for name, x in (
            ("a zero", zeros),
            ("all zero", 0 * zeros),
            ("all equal", 0 * zeros + 0.5),
            ("NaN and infinities", wild),
            ("no pictures", zeros[:0]),
        ):
            params = {"window": (2, 2), "stride": (2, 2), "padding": (0, 0), "dilation": (1, 1), "exponent": exponent}
            differentiable = name in ("a zero", "all equal", "no pictures")  # PyTorch's sum has no slope at 0
            make = cases.add if differentiable else cases.values
            x = x.abs() if exponent == 3 and differentiable else x
            make("lpPool", f"{name}, exponent {exponent}", params, [x], first(lambda t: F.lp_pool2d(t, exponent, 2)))


def losses():
    cases = Cases()
    pairs = {
        "equal": ([0.5, 1.0, -2.0], [0.5, 1.0, -2.0]),
        "at the corner": ([1.5, -0.5, 0.5], [0.5, 0.5, 0.5]),
        "NaN": ([NAN, 1.0, 2.0], [0.5, 0.5, 0.5]),
        "infinity": ([INF, 1.0, -INF], [0.5, 0.5, 0.5]),
        "both infinite": ([INF, 1.0], [INF, 1.0]),
        "nothing": ([], []),
        "one": ([0.25], [0.5]),
    }
    two = {
        "mse": F.mse_loss,
        "mae": F.l1_loss,
        "huber": lambda x, y, reduction: F.huber_loss(x, y, reduction=reduction, delta=1.0),
    }
    for name, (x, y) in pairs.items():
        for op, f in two.items():
            for reduction in ("none", "mean", "sum"):
                params = {"reduction": reduction, "delta": 1.0}
                finite = all(abs(v) < INF for v in x)
                make = cases.add if finite and (x or reduction != "mean") else cases.values
                make(op, f"{name}, {reduction}", params, [of(*x), of(*y)], lambda x, y: f(x, y, reduction=reduction))
    # PyTorch's formula says NaN where the logit is −∞ and the truth 1; Hanshu's says ∞, which is right
    logits = {"far out": [-1000.0, 1000.0, 500.0, -500.0], "infinite": [INF, 3.0, 1.0, 0.0], "NaN": [NAN, 0.0, 1.0, 2.0]}
    for name, x in logits.items():
        truth = of(0.0, 1.0, 1.0, 0.0)
        for reduction in ("none", "mean"):
            params = {"reduction": reduction}
            make = cases.add if name == "far out" else cases.values
            make(
                "bceWithLogits",
                f"{name}, {reduction}",
                params,
                [of(*x), truth],
                lambda x, y: F.binary_cross_entropy_with_logits(x, y, reduction=reduction),
            )
    rows = {
        "far out": [[1000.0, 0.0, -1000.0], [0.0, 0.0, 500.0]],
        "one infinity": [[INF, 0.0, 1.0], [0.5, 0.25, 1.0]],
        "a class that cannot be": [[-INF, 0.0, 1.0], [0.5, -INF, 1.0]],
        "NaN": [[NAN, 0.0, 1.0], [0.5, 0.25, 1.0]],
        "no class can be": [[-INF, -INF, -INF], [0.5, 0.25, 1.0]],
    }
    for name, x in rows.items():
        for classes in ([0, 2], [1, 1]):
            for reduction in ("none", "mean", "sum"):
                params = {"reduction": reduction, "smoothing": 0.0}
                make = cases.add if name == "far out" else cases.values
                make(
                    "crossEntropy",
                    f"{name}, classes {classes}, {reduction}",
                    params,
                    [torch.tensor(x, dtype=torch.float64), torch.tensor(classes)],
                    lambda x, y: F.cross_entropy(x, y, reduction=reduction),
                )
    for reduction in ("none", "mean", "sum"):
        cases.values(
            "crossEntropy",
            f"no rows, {reduction}",
            {"reduction": reduction, "smoothing": 0.0},
            [torch.zeros(0, 3, dtype=torch.float64), torch.zeros(0, dtype=torch.int64)],
            lambda x, y: F.cross_entropy(x, y, reduction=reduction),
        )
        cases.add(
            "crossEntropy",
            f"one class, {reduction}",
            {"reduction": reduction, "smoothing": 0.0},
            [of(0.5, -1.5, shape=(2, 1)), torch.zeros(2, dtype=torch.int64)],
            lambda x, y: F.cross_entropy(x, y, reduction=reduction),
        )
    cases.write("nn/src/test/resources/vectors/loss_edges.jsonl")


def more_losses():
    """Losses of labels, counts, areas, pairs and triplets."""
    cases = Cases()

    def make(op, name, params, inputs, f, differentiable=True):
        for reduction in ("none", "mean", "sum"):
            empty = inputs[0].numel() == 0 and reduction == "mean"
            write = cases.add if differentiable and not empty else cases.values
            write(op, f"{name}, {reduction}", {**params, "reduction": reduction}, inputs, lambda *x: f(*x, reduction))

    wild = [NAN, INF, -INF, 0.0, -0.0, 1.0]

    def signs(op, name, f, margin, x, differentiable):
        for sign in (1.0, -1.0):
            y = torch.full_like(x[0].sum(-1) if op == "cosineEmbedding" else x[0], sign)
            params = {"margin": margin, "signs": y.reshape(-1).tolist()}
            loss = lambda *a: f(*a[:-1], y.to(a[0].dtype), margin=margin, reduction=a[-1])
            make(op, f"{name}, {sign:+.0f}", params, x, loss, differentiable)

    for name, x, differentiable in (
        ("special values", of(*wild), False),
        ("at the corner", of(0.75, 0.0, 1.5), True),
        ("nothing", of(), True),
    ):
        smooth = differentiable and name != "at the corner"  # whose slope is the left one's here and the right one's there
        signs("hingeEmbedding", name, F.hinge_embedding_loss, 0.75, [x], smooth)
        for sign in (1.0, -1.0):
            make(
                "hinge",
                f"{name}, {sign:+.0f}",
                {"margin": 0.75},
                [x, torch.full_like(x, sign)],
                lambda x, y, r: reduced((0.75 - x * y).relu(), r),
                differentiable,
            )
        for a, b in ((x, 0 * x.nan_to_num(0, 0, 0)), (x, x)):
            for sign in (1.0, -1.0):
                make(
                    "marginRanking",
                    f"{name}, {'equal' if a is b else 'and 0'}, {sign:+.0f}",
                    {"margin": 0.75},
                    [a, b.detach().clone(), torch.full_like(x, sign)],
                    lambda a, b, y, r: F.margin_ranking_loss(a, b, y, 0.75, reduction=r),
                    smooth,
                )
        for log in (False, True):
            for full in (False, True):
                for counts in (0.0, 1.0, 2.0):
                    make(
                        "poisson",
                        f"{name}, {counts:.0f} counted, log {log}, full {full}",
                        {"log": log, "full": full},
                        [x, torch.full_like(x, counts)],
                        lambda x, y, r: F.poisson_nll_loss(x, y, log, full, reduction=r),
                        differentiable and (counts > 0 or not full),  # PyTorch's y·log y has no slope at 0
                    )
            for target, words in ((0.0, "never"), (1.0, "always")):
                y = torch.full_like(x, target)
                make(
                    "klDivergence",
                    f"{name}, {words}, log {log}",
                    {"log": log},
                    [x, y.log() if log else y],
                    lambda x, y, r: F.kl_div(x, y, reduction=r, log_target=log),
                    False,  # PyTorch's target.log() has no slope at 0
                )
        for truth in (0.0, 1.0):
            make(
                "focal",
                f"{name}, {truth:.0f}",
                {"alpha": 0.25, "gamma": 2.0},
                [x.where(x * truth != -INF, of(2.0)), torch.full_like(x, truth)],
                focal,
                False,
            )
    rows = {
        "far out": [[1000.0, 0.0, -1000.0], [0.0, 0.0, 500.0]],
        "ties": [[0.5, 0.5, 0.5], [1.0, 0.0, 1.0]],
        "infinity": [[INF, 0.0, 1.0], [0.5, 0.25, 1.0]],
        "minus infinity": [[-INF, 0.0, 1.0], [0.5, -INF, 1.0]],
        "NaN": [[NAN, 0.0, 1.0], [0.5, 0.25, 1.0]],
        "no rows": [],
    }
    for name, x in rows.items():
        x = of(*sum(x, []), shape=(len(x), 3))
        differentiable = bool(torch.isfinite(x).all())
        for classes in ([0, 2], [1, 1]):
            y = torch.tensor(classes[: len(x)], dtype=torch.int64)
            at = f"{name}, classes {classes}"
            make("nll", at, {}, [x, y], lambda x, y, r: F.nll_loss(x.log_softmax(-1), y, reduction=r), differentiable)
            if name in ("NaN", "no rows"):  # PyTorch's multi_margin_loss takes NaN for 0, and the mean of nothing for anything
                continue
            for p in (1, 2):
                make(
                    "multiMargin",
                    f"{at}, p {p}",
                    {"margin": 1.0, "squared": p == 2},
                    [x, y],
                    lambda x, y, r: F.multi_margin_loss(x, y, p=p, margin=1.0, reduction=r),
                    False,  # PyTorch has no second derivative
                )
    vectors = {
        "equal": ([[1.0, 2.0], [-1.0, 0.5]], [[1.0, 2.0], [-1.0, 0.5]]),
        "opposite": ([[1.0, 2.0]], [[-1.0, -2.0]]),
        "at right angles": ([[1.0, 2.0]], [[-2.0, 1.0]]),
        "zero": ([[0.0, 0.0], [1.0, 2.0]], [[1.0, 2.0], [0.0, 0.0]]),
        "both zero": ([[0.0, 0.0]], [[0.0, 0.0]]),
        "NaN": ([[NAN, 1.0], [1.0, 2.0]], [[1.0, 2.0], [0.5, 1.0]]),
        "infinity": ([[INF, 1.0], [1.0, 2.0]], [[1.0, 2.0], [0.5, -INF]]),
        "no rows": ([], []),
    }
    for name, (a, b) in vectors.items():
        a, b = of(*sum(a, []), shape=(len(a), 2)), of(*sum(b, []), shape=(len(b), 2))
        signs("cosineEmbedding", name, F.cosine_embedding_loss, 0.0, [a, b], False)
        for swap in (False, True):
            for c, words in ((a.flip(-1), "another"), (b, "equally far")):
                make(
                    "triplet",
                    f"{name}, {words}, swap {swap}",
                    {"margin": 1.0, "swap": swap},
                    [a, b, c.detach().clone()],
                    lambda a, b, c, r: F.triplet_margin_loss(a, b, c, margin=1.0, swap=swap, reduction=r),
                    False,
                )
    cases.write("nn/src/test/resources/vectors/more_loss_edges.jsonl")


def reduced(losses, reduction):
    return {"none": losses, "mean": losses.mean(), "sum": losses.sum()}[reduction]


def focal(x, y, reduction):
    """Of PyTorch's parts, as torchvision's sigmoid_focal_loss."""
    p = x.sigmoid()
    cross = F.binary_cross_entropy_with_logits(x, y, reduction="none")
    wrong = y * (1 - p) + (1 - y) * p
    return reduced((0.25 * y + 0.75 * (1 - y)) * wrong.square() * cross, reduction)


if __name__ == "__main__":
    activations()
    pools()
    losses()
    more_losses()
