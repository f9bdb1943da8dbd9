"""Loads the CUDA runtime, and tells a host with a GPU from one without; anything else is an error."""

import ctypes
import glob
import os
import sys

NAMES = {0: "a GPU", 35: "no driver", 100: "no GPU"}
version = os.environ["CUDA_VERSION"]
library = ctypes.CDLL("libcudart.so." + ("11.0" if version.startswith("11.") else "12"))
count = ctypes.c_int(-1)
status = library.cudaGetDeviceCount(ctypes.byref(count))
if status not in NAMES:
    sys.exit(f"cudaGetDeviceCount answers {status}")
drivers = glob.glob("/usr/lib/*/libcuda.so*") + glob.glob("/usr/lib/*/libnvidia*")
if drivers and status != 0:
    sys.exit(f"a driver is in the image: {drivers}")
print("SMOKE OK with", NAMES[status])
