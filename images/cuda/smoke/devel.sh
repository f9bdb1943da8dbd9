#!/bin/bash
# nvcc compiles for two architectures, both are in the program, and the program runs: on a GPU, else on its host path.
set -euo pipefail
cd "$(mktemp -d)"
build() {
    nvcc -O2 -gencode arch=compute_70,code=sm_70 -gencode arch=compute_80,code=compute_80 "$@" /smoke/saxpy.cu
}
build -o saxpy
cuobjdump --list-elf saxpy | grep -q 'sm_70\.cubin'
cuobjdump --list-ptx saxpy | grep -q 'sm_80\.ptx'
cuobjdump --dump-sass saxpy | grep -q FFMA
cuobjdump --dump-ptx saxpy >saxpy.ptx
grep -q '^\.target sm_80' saxpy.ptx
grep -q 'fma\.rn\.f32' saxpy.ptx
./saxpy
build -cudart shared -o saxpy-shared
ldd saxpy-shared | grep -q 'libcudart\.so\.[0-9.]* => /'
./saxpy-shared
python3 /smoke/cudart.py
