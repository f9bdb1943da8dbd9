"""Proves that a PNG picture has a size, is not of one colour, and shows something red and something blue."""

import statistics
import struct
import sys
import zlib


def rows(data):
    """The lines of a PNG of 8 bits a channel, RGB or RGBA, as bytes."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "this is no PNG"
    place, packed = 8, b""
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + length]
        assert struct.unpack(">I", data[place + 8 + length : place + 12 + length])[0] == zlib.crc32(kind + body), "a damaged PNG"
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert depth == 8 and colour in (2, 6), f"depth {depth}, colour type {colour}"
        elif kind == b"IDAT":
            packed += body
        place += 12 + length
    step = 3 if colour == 2 else 4
    raw, stride, above = zlib.decompress(packed), width * step, bytes(width * step)
    for start in range(0, height * (stride + 1), stride + 1):
        line = bytearray(raw[start + 1 : start + 1 + stride])
        for i in range(stride):
            left, up, corner = (line[i - step] if i >= step else 0), above[i], (above[i - step] if i >= step else 0)
            nearest = min((abs(up - corner), 0, left), (abs(left - corner), 1, up), (abs(left + up - 2 * corner), 2, corner))[2]
            line[i] = (line[i] + (0, left, up, (left + up) // 2, nearest)[raw[start]]) & 255
        above = bytes(line)
        yield [tuple(above[x : x + 3]) for x in range(0, stride, step)]


def main(path, width, height):
    with open(path, "rb") as file:
        lines = list(rows(file.read()))
    assert (len(lines[0]), len(lines)) == (width, height), f"the picture is {len(lines[0])} x {len(lines)}"
    pixels = [pixel for line in lines for pixel in line]
    spread = statistics.pstdev(sum(pixel) / 765 for pixel in pixels)
    reds = sum(r > 64 and r > 1.6 * g and r > 1.6 * b for r, g, b in pixels) / len(pixels)
    blues = sum(b > 64 and b > 1.6 * r and b > 1.2 * g for r, g, b in pixels) / len(pixels)
    print(f"spread {spread:.3f}, red {reds:.1%}, blue {blues:.1%}")
    assert spread > 0.05, "the picture is of one colour"
    assert reds > 0.02, "nothing red is to be seen"
    assert blues > 0.02, "nothing blue is to be seen"
    print("the picture shows the scene")


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
