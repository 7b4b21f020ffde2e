"""Writes golden.safetensors with the format's own library (safetensors 0.8.0): every type, a single number, an empty
tensor, a name and a text beyond ASCII."""

import ctypes
import struct

from safetensors import TensorSpec, serialize_file

alive = []


def tensor(dtype, shape, code, *values):
    data = struct.pack("<%d%s" % (len(values), code), *values)
    alive.append(ctypes.create_string_buffer(data, max(len(data), 1)))
    return TensorSpec(dtype=dtype, shape=shape, data_ptr=ctypes.addressof(alive[-1]), data_len=len(data))


serialize_file(
    {
        "bool": tensor("bool", [3], "?", True, False, True),
        "i8": tensor("int8", [2], "b", -128, 127),
        "f16": tensor("float16", [2], "e", 1.5, -65504.0),
        "bf16": tensor("bfloat16", [3], "H", 0x3FC0, 0xC2F7, 0x0001),
        "i32": tensor("int32", [1, 2], "i", -(2**31), 2**31 - 1),
        "layer.10.weight": tensor("float32", [2, 2], "f", 1.0, -0.0, 1e-45, float("inf")),
        "layer.2.权重": tensor("float32", [], "f", 0.1),
        "empty": tensor("float32", [0, 3], "f"),
        "f64": tensor("float64", [1], "d", 0.1),
        "i64": tensor("int64", [2], "q", -(2**63), 2**63 - 1),
    },
    "golden.safetensors",
    {"about": 'a "golden" file\n函数'},
)
