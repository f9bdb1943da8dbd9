#!/bin/bash
# nvcc compiles for two architectures, both are in the program, and the program runs: on a GPU, else on its host path.
set -euo pipefail
cd "$(mktemp -d)"
build() {
    nvcc -O2 -gencode arch=compute_70,code=sm_70 -gencode arch=compute_80,code=compute_80 "$@" /smoke/saxpy.cu
}
build -o saxpy
# grep -q ends before its input does, which pipefail takes for a failure: hence the files.
for what in list-elf list-ptx dump-sass dump-ptx; do
    cuobjdump --$what saxpy >$what
done
grep -q 'sm_70\.cubin' list-elf
grep -q 'sm_80\.ptx' list-ptx
grep -q FFMA dump-sass
grep -q '^\.target sm_80' dump-ptx
grep -q 'fma\.rn\.f32' dump-ptx
./saxpy
build -cudart shared -o saxpy-shared
ldd saxpy-shared >libraries
grep -q 'libcudart\.so\.[0-9.]* => /' libraries
./saxpy-shared
python3 /smoke/cudart.py
