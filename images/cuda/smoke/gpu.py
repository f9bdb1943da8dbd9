"""Copies bytes to the GPU's memory and back."""

import ctypes
import os

version = os.environ["CUDA_VERSION"]
library = ctypes.CDLL("libcudart.so." + ("11.0" if version.startswith("11.") else "12"))
count = ctypes.c_int()
assert library.cudaGetDeviceCount(ctypes.byref(count)) == 0 and count.value > 0, "no GPU is there"
sent = ctypes.create_string_buffer(os.urandom(1 << 20))
received = ctypes.create_string_buffer(len(sent))
memory = ctypes.c_void_p()
assert library.cudaMalloc(ctypes.byref(memory), ctypes.c_size_t(len(sent))) == 0
assert library.cudaMemcpy(memory, sent, ctypes.c_size_t(len(sent)), 1) == 0
assert library.cudaMemcpy(received, memory, ctypes.c_size_t(len(sent)), 2) == 0
assert sent.raw == received.raw, "other bytes came back"
print("GPU OK")
