"""Writes a picture of 4 x 2 pixels with one channel, in OpenEXR's uncompressed form."""

import struct
import sys

WIDTH, HEIGHT = 4, 2


def attribute(name, kind, value):
    return name.encode() + b"\0" + kind.encode() + b"\0" + struct.pack("<i", len(value)) + value


window = struct.pack("<4i", 0, 0, WIDTH - 1, HEIGHT - 1)
channels = b"G\0" + struct.pack("<iB3xii", 2, 0, 1, 1) + b"\0"
header = struct.pack("<ii", 20000630, 2)
header += attribute("channels", "chlist", channels)
header += attribute("compression", "compression", b"\0")
header += attribute("dataWindow", "box2i", window)
header += attribute("displayWindow", "box2i", window)
header += attribute("lineOrder", "lineOrder", b"\0")
header += attribute("pixelAspectRatio", "float", struct.pack("<f", 1))
header += attribute("screenWindowCenter", "v2f", struct.pack("<2f", 0, 0))
header += attribute("screenWindowWidth", "float", struct.pack("<f", 1)) + b"\0"
line = 8 + 4 * WIDTH
offsets = [len(header) + 8 * HEIGHT + y * line for y in range(HEIGHT)]
with open(sys.argv[1], "wb") as file:
    file.write(header + struct.pack(f"<{HEIGHT}Q", *offsets))
    for y in range(HEIGHT):
        file.write(struct.pack("<ii", y, 4 * WIDTH) + struct.pack(f"<{WIDTH}f", *(x / WIDTH for x in range(WIDTH))))
