"""Inference of the bench's networks in ONNX Runtime, exported by PyTorch: python3 bench/python/onnx_runtime.py [WORKLOAD ...]"""
import io
import os
import warnings

import onnxruntime
import torch
from torch import nn

import pytorch
from steady import chosen, report


def infer(name, model, *shape):
    x = torch.randn(*shape)
    file = io.BytesIO()
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(model.eval(), (x,), file, dynamo=False, input_names=["x"])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = os.cpu_count()
    session = onnxruntime.InferenceSession(file.getvalue(), options, providers=["CPUExecutionProvider"])
    values = {"x": x.numpy()}
    report(name + "-inference", "onnxruntime", "samples/s", shape[0], lambda: session.run(None, values))


def recurrent(name, kind, hidden):
    infer(name, pytorch.Outputs(kind(64, hidden, batch_first=True)), 32, 50, 64)


class Block(nn.Module):
    """pytorch.block_model in operations that the exporter knows."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norms = nn.ModuleList([nn.LayerNorm(width), nn.LayerNorm(width)])
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.feed = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        b, t, width = 16, 64, x.shape[2]
        parts = self.qkv(self.norms[0](x)).view(b, t, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        q, k, v = parts[0], parts[1], parts[2]
        a = torch.softmax(q @ k.transpose(2, 3) * (width / self.heads) ** -0.5, -1)
        x = x + self.out((a @ v).transpose(1, 2).reshape(b, t, width))
        return x + self.feed(self.norms[1](x))


WORKLOADS = {
    "mlp": lambda: infer("mlp", pytorch.mlp_model(), 64, 784),
    "lenet": lambda: infer("lenet", pytorch.lenet_model(), 64, 1, 28, 28),
    "vgg": lambda: infer("vgg", pytorch.vgg_model(), 32, 3, 32, 32),
    "lstm-128": lambda: recurrent("lstm-128", nn.LSTM, 128),
    "gru-128": lambda: recurrent("gru-128", nn.GRU, 128),
    "lstm-512": lambda: recurrent("lstm-512", nn.LSTM, 512),
    "gru-512": lambda: recurrent("gru-512", nn.GRU, 512),
    "block-128": lambda: infer("block-128", Block(128, 4), 16, 64, 128),
    "block-512": lambda: infer("block-512", Block(512, 8), 16, 64, 512),
}

if __name__ == "__main__":
    chosen(WORKLOADS)
