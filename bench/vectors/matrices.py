"""Writes tensor/src/test/resources/vectors/matrices.jsonl and einsum.jsonl: torch.linalg and torch.einsum, of PyTorch 2.13.

    python3 bench/vectors/matrices.py

Signs that a decomposition leaves open are chosen as Hanshu chooses them.
"""

import itertools

import torch
from torch import linalg

from lines import Draw, derivatives, values_only, write


def symmetric(a):
    return (a + a.mT) / 2


def largest_positive(u):
    """The sign that makes the element of each column positive that is largest in size."""
    top = u.detach().abs().argmax(-2, keepdim=True)
    return torch.where(u.detach().gather(-2, top) < 0, -1.0, 1.0)


def qr(a):
    q, r = linalg.qr(a)
    sign = torch.where(r.detach().diagonal(dim1=-2, dim2=-1) < 0, -1.0, 1.0)
    return q * sign.unsqueeze(-2), r * sign.unsqueeze(-1)


def svd(a):
    u, s, vt = linalg.svd(a, full_matrices=False)
    if a.shape[-2] < a.shape[-1]:  # decomposed as its transpose, whose u is v
        sign = largest_positive(vt.mT)
    else:
        sign = largest_positive(u)
    return u * sign, s, vt.mT * sign


def eigenvectors(a):
    v = linalg.eigh(symmetric(a)).eigenvectors
    return v * largest_positive(v)


def matrices(lines):
    for batch, n in [((), 1), ((), 2), ((), 3), ((2,), 4), ((2, 1), 3), ((), 6), ((0,), 2)]:
        name = f"{[*batch, n, n]}"
        draw = Draw("matrices", name)
        a = draw.normal(*batch, n, n) + 2 * torch.eye(n, dtype=torch.float64)
        apart = draw.uniform(-0.25, 0.25, *batch, n, n) + torch.diag(torch.arange(1.0, n + 1, dtype=torch.float64))
        b = draw.normal(*batch, n, 2)
        lines.append(derivatives("solve", name, {}, [a, b], linalg.solve))
        lines.append(derivatives("inverse", name, {}, [a], linalg.inv))
        lines.append(derivatives("determinant", name, {}, [a], linalg.det))
        lines.append(derivatives("logDeterminant", name, {}, [a], lambda a: linalg.slogdet(a)[1]))
        lines.append(values_only("signOfDeterminant", name, {}, [a], lambda a: linalg.slogdet(a)[0]))
        for upper in (False, True):
            part = torch.triu if upper else torch.tril
            params = {"upper": upper}
            f = lambda a, b: linalg.solve_triangular(part(a), b, upper=upper)
            case = name + (", upper" if upper else ", lower")
            lines.append(derivatives("solveTriangular", case, params, [apart, b], f))
        lines.append(derivatives("cholesky", name, {}, [apart], lambda a: linalg.cholesky(symmetric(a))))
        lines.append(derivatives("eigenvalues", name, {}, [apart], lambda a: linalg.eigvalsh(symmetric(a))))
        lines.append(derivatives("eigenvectors", name, {}, [apart], eigenvectors))
    several = [Draw("solve", "left").normal(2, 1, 3, 3), Draw("solve", "right").normal(4, 3, 1)]
    lines.append(derivatives("solve", "batches broadcast", {}, several, linalg.solve))
    for rank in (0, 1, 2, 3):
        draw = Draw("singular", str(rank))
        a = (draw.uniform(-1, 1, 4, rank) * 4).round() @ (draw.uniform(-1, 1, rank, 4) * 4).round() / 16
        lines.append(determinant_of_singular(f"of rank {rank}", a))


def determinant_of_singular(name, a):
    """By the sum over permutations, a polynomial: PyTorch's own second derivative does not exist there."""

    def f(a):
        total = 0
        for p in itertools.permutations(range(4)):
            odd = sum(p[i] > p[j] for i in range(4) for j in range(i + 1, 4)) % 2
            total = total + (-1) ** odd * a[0, p[0]] * a[1, p[1]] * a[2, p[2]] * a[3, p[3]]
        return total

    return derivatives("determinant", name, {}, [a], f)


def rectangles(lines):
    for batch, m, n in [((), 1, 1), ((), 3, 3), ((), 5, 3), ((2,), 4, 2), ((), 2, 4), ((2, 2), 2, 3), ((), 6, 1),
                        ((0,), 3, 2)]:
        name = f"{[*batch, m, n]}"
        draw = Draw("rectangles", name)
        a = draw.uniform(-0.25, 0.25, *batch, m, n)
        a = a + torch.eye(m, n, dtype=torch.float64) * torch.arange(1.0, n + 1, dtype=torch.float64)
        lines.append(derivatives("qrQ", name, {}, [a], lambda a: qr(a)[0]))
        lines.append(derivatives("qrR", name, {}, [a], lambda a: qr(a)[1]))
        lines.append(derivatives("svdU", name, {}, [a], lambda a: svd(a)[0]))
        lines.append(derivatives("svdValues", name, {}, [a], lambda a: svd(a)[1]))
        lines.append(derivatives("svdV", name, {}, [a], lambda a: svd(a)[2]))


def einsum(lines):
    for formula, *shapes in [
        ("ij,jk->ik", (2, 3), (3, 4)), ("ij,jk", (2, 3), (3, 4)), ("ij,kj->ki", (2, 3), (4, 3)),
        ("bij,bjk->bik", (2, 3, 4), (2, 4, 5)), ("bhqd,bhkd->bhqk", (2, 1, 3, 4), (2, 1, 5, 4)), ("ii->i", (3, 3)),
        ("ii", (3, 3)), ("iji->j", (2, 3, 2)), ("ij->", (2, 3)), ("ij->ji", (2, 3)), ("i,j->ij", (2,), (3,)),
        ("i,i->", (3,), (3,)), ("i,i->i", (3,), (3,)), ("ij,k->k", (2, 3), (2,)),
        ("i,ijk,k->j", (2,), (2, 3, 4), (4,)), ("ab,bc,cd->da", (2, 3), (3, 1), (1, 2)), ("ij,jk->ik", (0, 3), (3, 4)),
        ("...ij,...jk->...ik", (5, 2, 3), (5, 3, 4)), ("...ij,...jk->...ik", (2, 1, 2, 3), (4, 3, 2)),
        ("...ij,jk", (2, 2, 3), (3, 2)), ("i...->...", (2, 3, 4)), ("...i->i...", (2, 3, 4)), ("...,...->...", (3, 1), (2,)),
        ("...ii->...i", (2, 3, 3)), ("b...,b->...", (2, 3, 1), (2,)), ("...ij->...", (2, 3, 4)), ("i...,...", (2, 3), (3,)),
        ("i...->i", (2, 3, 4)),
    ]:
        name = f"{formula} {[list(s) for s in shapes]}"
        draw = Draw("einsum", name)
        inputs = [draw.normal(*s) for s in shapes]
        f = lambda *x: torch.einsum(formula, *x).square()
        lines.append(derivatives("einsum", name, {"formula": formula}, inputs, f))


def main():
    lines = []
    matrices(lines)
    rectangles(lines)
    write("tensor/src/test/resources/vectors/matrices.jsonl", lines)
    lines = []
    einsum(lines)
    write("tensor/src/test/resources/vectors/einsum.jsonl", lines)


if __name__ == "__main__":
    main()
