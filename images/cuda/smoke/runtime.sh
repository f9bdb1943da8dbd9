#!/bin/bash
# The runtime library loads and answers, with a driver or without; no compiler and no driver are in the image.
set -euo pipefail
if command -v nvcc; then
    echo "the runtime flavour has a compiler" >&2
    exit 1
fi
exec python3 /smoke/cudart.py
