#!/bin/bash
# Tools do their work on small files, and libraries that Matlab takes from its host can be loaded.
set -euo pipefail
cat >cube.obj <<'END'
v 0 0 0
v 1 0 0
v 0 1 0
v 0 0 1
f 1 2 3
f 1 2 4
END
assimp info cube.obj >info.txt
grep -q 'Faces: *2' info.txt
assimp export cube.obj cube.ply >/dev/null
grep -q '^ply' cube.ply

python3 /smoke/picture.py picture.exr
exrheader picture.exr >header.txt
grep -q 'dataWindow.*(0 0) - (3 1)' header.txt
grep -q 'G, 32-bit floating-point' header.txt

git init -q repository
git -C repository -c user.name=a -c user.email=a@example.org commit -q --allow-empty -m first
test "$(git -C repository rev-list --count HEAD)" = 1
docker --version >version.txt
grep -q '^Docker version' version.txt

python3 - <<'END'
import ctypes
for name in ("stdc++.so.6", "gomp.so.1", "pam.so.0", "SM.so.6", "ICE.so.6", "X11.so.6", "Xext.so.6", "Xmu.so.6", "Xrender.so.1", "Xt.so.6"):
    ctypes.CDLL("lib" + name)
END
echo TOOLS OK
