"""Writes tensor/src/test/resources/vectors/groups.jsonl: reductions of elements and rows that belong together.

    python3 bench/vectors/groups.py

Values and gradients are those of scatter_reduce of PyTorch 2.13 (checked here); since it has no second derivatives for
all reductions, what is written is computed group by group with sum, mean, prod, amax and amin.
"""

import itertools

import torch

from lines import Draw, derivatives, write

REDUCTIONS = {"sum": torch.sum, "mean": torch.mean, "prod": torch.prod, "max": torch.amax, "min": torch.amin}


def by_group(f, x, axis, index, source, include_self):
    y = x.clone()
    x, y = x.movedim(axis, -1), y.movedim(axis, -1)
    index, source = index.movedim(axis, -1), source.movedim(axis, -1)
    for place in itertools.product(*[range(n) for n in x.shape]):
        met = source[place[:-1]][index[place[:-1]] == place[-1]]
        if include_self:
            met = torch.cat([x[place].reshape(1), met])
        if met.numel() > 0:
            y[place] = f(met, 0)
    return y.movedim(-1, axis)


def checked(name, inputs, axis, include_self):
    """That the reference is what scatter_reduce gives, values and gradients."""
    results = []
    for f in (by_group_of(name, axis, include_self),
              lambda x, i, s: x.scatter_reduce(axis, i, s, "a" + name if name in ("max", "min") else name,
                                               include_self=include_self)):
        x, index, source = [t.clone() for t in inputs]
        x.requires_grad_()
        source.requires_grad_()
        y = f(x, index, source)
        results.append([y, *torch.autograd.grad((y * y).sum() + 0 * source.sum(), [x, source])])
    for a, b in zip(*results):
        torch.testing.assert_close(a, b, rtol=1e-12, atol=1e-12)


def by_group_of(name, axis, include_self):
    return lambda x, index, source: by_group(REDUCTIONS[name], x, axis, index, source, include_self)


def scatter(lines):
    for shape, count, axis in [([5], 9, 0), ([3, 4], 6, 0), ([3, 4], 7, 1), ([2, 3, 2], 4, 1), ([3], 1, 0), ([4], 0, 0)]:
        for name in REDUCTIONS:
            for include_self in (True, False):
                case = f"{name} of {count} into {shape} along axis {axis}" + (", with self" if include_self else "")
                draw = Draw("scatter", case)
                source = list(shape)
                source[axis] = count
                inputs = [draw.normal(*shape), draw.index(shape[axis], *source), draw.normal(*source)]
                checked(name, inputs, axis, include_self)
                params = {"reduction": name, "axis": axis, "includeSelf": include_self}
                lines.append(derivatives("scatterReduce", case, params, inputs, by_group_of(name, axis, include_self)))
    ties = [torch.tensor([1.0, 0.0, 3.0], dtype=torch.float64), torch.tensor([0, 0, 1, 1, 1, 2]),
            torch.tensor([1.0, 1.0, 0.0, 2.0, 0.0, 3.0], dtype=torch.float64)]
    for name in REDUCTIONS:
        checked(name, ties, 0, True)
        params = {"reduction": name, "axis": 0, "includeSelf": True}
        case = f"{name} of equal elements and zeros"
        lines.append(derivatives("scatterReduce", case, params, ties, by_group_of(name, 0, True)))


def segments(lines):
    for shape, count in [([6], 3), ([7, 2], 4), ([5, 2, 2], 2), ([1, 3], 1), ([8, 1], 9)]:
        for name in REDUCTIONS:
            case = f"{name} of {shape} in {count}"
            draw = Draw("segments", case)
            rows = draw.index(count, shape[0])
            wide = rows.reshape(-1, *[1] * (len(shape) - 1)).expand(shape)
            empty = torch.full([count, *shape[1:]], 1.0 if name == "prod" else 0.0, dtype=torch.float64)
            f = REDUCTIONS[name]
            params = {"reduction": name, "segments": count}
            reduce = lambda x, i: by_group(f, empty.to(x.dtype), 0, wide, x, False)
            lines.append(derivatives("segments", case, params, [draw.normal(*shape), rows], reduce))


def main():
    lines = []
    scatter(lines)
    segments(lines)
    write("tensor/src/test/resources/vectors/groups.jsonl", lines)


if __name__ == "__main__":
    main()
