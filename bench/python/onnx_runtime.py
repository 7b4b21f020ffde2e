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


def block(name, width, heads):
    torch.backends.mha.set_fastpath_enabled(False)
    infer(name, pytorch.block_model(width, heads), 16, 64, width)


WORKLOADS = {
    "mlp": lambda: infer("mlp", pytorch.mlp_model(), 64, 784),
    "lenet": lambda: infer("lenet", pytorch.lenet_model(), 64, 1, 28, 28),
    "vgg": lambda: infer("vgg", pytorch.vgg_model(), 32, 3, 32, 32),
    "lstm-128": lambda: recurrent("lstm-128", nn.LSTM, 128),
    "gru-128": lambda: recurrent("gru-128", nn.GRU, 128),
    "lstm-512": lambda: recurrent("lstm-512", nn.LSTM, 512),
    "gru-512": lambda: recurrent("gru-512", nn.GRU, 512),
    "block-128": lambda: block("block-128", 128, 4),
    "block-512": lambda: block("block-512", 512, 8),
}

if __name__ == "__main__":
    chosen(WORKLOADS)
