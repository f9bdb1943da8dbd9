"""Proves that a PPM picture has a size, is not of one colour, and shows something red and something blue; writes it as a PNG."""

import statistics
import struct
import sys
import zlib


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def main(source, target, width, height):
    with open(source, "rb") as file:
        data = file.read()
    head = b"P6\n%d %d\n255\n" % (width, height)
    assert data.startswith(head), f"the picture starts with {data[:20]!r}"
    # The renderer writes light as it is; screens expect it with a gamma.
    body = bytes(round(255 * (value / 255) ** (1 / 2.2)) for value in data[len(head) :])
    assert len(body) == 3 * width * height, f"the picture has {len(body)} bytes"
    pixels = list(zip(body[::3], body[1::3], body[2::3]))
    spread = statistics.pstdev(sum(pixel) / 765 for pixel in pixels)
    reds = sum(r > 64 and r > 1.6 * g and r > 1.6 * b for r, g, b in pixels) / len(pixels)
    blues = sum(b > 64 and b > 1.6 * r and b > 1.2 * g for r, g, b in pixels) / len(pixels)
    print(f"spread {spread:.3f}, red {reds:.1%}, blue {blues:.1%}")
    assert spread > 0.05, "the picture is of one colour"
    assert reds > 0.02, "nothing red is to be seen"
    assert blues > 0.02, "nothing blue is to be seen"

    lines = b"".join(b"\0" + body[3 * width * y : 3 * width * (y + 1)] for y in range(height))
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    with open(target, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b""))
    print("the picture shows the scene")


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
