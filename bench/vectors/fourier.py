"""Writes tensor/src/test/resources/vectors/fourier.jsonl: torch.fft, of PyTorch 2.13.

    python3 bench/vectors/fourier.py

Complex tensors are written as view_as_real shows them. The result is squared, so that it has second derivatives.
"""

import torch

from cases import Cases, Draw

NORMS = ["backward", "ortho", "forward"]


def complex_of(x):
    return torch.view_as_complex(x)


def pairs(y):
    return torch.view_as_real(y.resolve_conj()) if y.is_complex() else y


def one_axis(file):
    cases = [([n], n, 0) for n in (1, 2, 3, 4, 5, 8, 12, 15, 37)]
    cases += [([2, 6], 4, 1), ([2, 6], 9, -1), ([2, 5, 3], 5, 1), ([5, 2], 8, 0)]
    for i, (shape, n, axis) in enumerate(cases):
        for norm in NORMS if i % 3 == 1 else NORMS[:1]:
            name = f"{shape} to {n} along {axis}, {norm}"
            params = {"n": n, "axis": axis, "norm": norm}
            x = Draw("fourier", name).normal(*shape)
            z = Draw("fourier complex", name).normal(*shape, 2)
            file.add("rfft", name, params, [x], lambda x: pairs(torch.fft.rfft(x, n, axis, norm)).square())
            file.add("fftReal", name, params, [x], lambda x: pairs(torch.fft.fft(x, n, axis, norm)).square())
            file.add("fft", name, params, [z], lambda z: pairs(torch.fft.fft(complex_of(z), n, axis, norm)).square())
            file.add("ifft", name, params, [z], lambda z: pairs(torch.fft.ifft(complex_of(z), n, axis, norm)).square())
            file.add("irfft", name, params, [z], lambda z: torch.fft.irfft(complex_of(z), n, axis, norm).square())


def several_axes(file):
    for shape, sizes, axes in [
        ([3, 4], [3, 4], [-2, -1]), ([2, 3, 5], [4, 4], [0, 2]), ([2, 3, 4], [2, 3, 4], [0, 1, 2]),
        ([4, 3, 2], [3, 5], [1, 0]),
    ]:
        for norm in NORMS:
            name = f"{shape} to {sizes} over {axes}, {norm}"
            params = {"sizes": sizes, "axes": axes, "norm": norm}
            x = Draw("fourier", name).normal(*shape)
            z = Draw("fourier complex", name).normal(*shape, 2)
            file.add("rfftn", name, params, [x], lambda x: pairs(torch.fft.rfftn(x, sizes, axes, norm)).square())
            file.add("fftn", name, params, [z], lambda z: pairs(torch.fft.fftn(complex_of(z), sizes, axes, norm)).square())
            file.add("ifftn", name, params, [z], lambda z: pairs(torch.fft.ifftn(complex_of(z), sizes, axes, norm)).square())
            file.add("irfftn", name, params, [z], lambda z: torch.fft.irfftn(complex_of(z), sizes, axes, norm).square())


def main():
    file = Cases()
    one_axis(file)
    several_axes(file)
    file.write("tensor/src/test/resources/vectors/fourier.jsonl")


if __name__ == "__main__":
    main()
