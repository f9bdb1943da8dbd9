"""Renders a small scene with Cycles on the CPU to /golem/output/scene.png and proves that the picture shows it.

Run by Blender's own Python: blender --background --factory-startup --python-exit-code 1 --python render.py
"""

import math
import sys

import bpy
import numpy
from mathutils import Vector

PICTURE = "/golem/output/scene.png"
WIDTH, HEIGHT = 320, 240


def material(name, colour, roughness):
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    surface = made.node_tree.nodes["Principled BSDF"]
    surface.inputs["Base Color"].default_value = (*colour, 1.0)
    surface.inputs["Roughness"].default_value = roughness
    return made


def paint(name, colour, roughness):
    bpy.context.object.data.materials.append(material(name, colour, roughness))


def aim(thing, place):
    thing.rotation_euler = (Vector(place) - thing.location).to_track_quat("-Z", "Y").to_euler()


def build(scene):
    bpy.ops.mesh.primitive_plane_add(size=40)
    paint("ground", (0.75, 0.73, 0.68), 0.9)
    bpy.ops.mesh.primitive_cube_add(size=1.6, location=(-1.15, 0.1, 0.8), rotation=(0, 0, math.radians(28)))
    paint("red", (0.80, 0.03, 0.02), 0.45)
    bpy.ops.mesh.primitive_uv_sphere_add(segments=64, ring_count=32, radius=0.95, location=(1.15, -0.15, 0.95))
    bpy.ops.object.shade_smooth()
    paint("blue", (0.02, 0.08, 0.75), 0.2)

    lamp = bpy.data.objects.new("lamp", bpy.data.lights.new("lamp", "AREA"))
    lamp.data.energy = 420
    lamp.data.size = 2.5
    lamp.location = (-3.2, -3.4, 5.0)
    aim(lamp, (0, 0, 0.5))
    scene.collection.objects.link(lamp)

    camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    camera.data.lens = 45
    camera.location = (0.4, -7.0, 3.1)
    aim(camera, (0, 0, 0.75))
    scene.collection.objects.link(camera)
    scene.camera = camera

    scene.world = bpy.data.worlds.new("sky")
    scene.world.use_nodes = True
    sky = scene.world.node_tree.nodes["Background"]
    sky.inputs["Color"].default_value = (0.45, 0.6, 0.85, 1.0)
    sky.inputs["Strength"].default_value = 0.35


def render(scene):
    scene.render.engine = "CYCLES"  # Fails where the add-on is missing.
    scene.cycles.device = "CPU"
    scene.cycles.samples = 32
    scene.cycles.seed = 1
    scene.cycles.use_denoising = False  # Debian builds without OpenImageDenoise.
    # Fails where colour management fell back to its built-in mode: that has neither of them.
    scene.view_settings.view_transform = "AgX" if bpy.app.version >= (4, 0, 0) else "Filmic"
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = WIDTH, HEIGHT, 100
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGB"
    scene.render.filepath = PICTURE
    bpy.ops.render.render(write_still=True)


def check():
    picture = bpy.data.images.load(PICTURE)
    assert tuple(picture.size) == (WIDTH, HEIGHT), f"the picture is {picture.size[0]} x {picture.size[1]}"
    pixels = numpy.empty(WIDTH * HEIGHT * picture.channels, dtype=numpy.float32)
    picture.pixels.foreach_get(pixels)
    red, green, blue = pixels.reshape(-1, picture.channels)[:, :3].T
    spread = float(numpy.std((red + green + blue) / 3))
    reds = float(numpy.mean((red > 0.25) & (red > 1.6 * green) & (red > 1.6 * blue)))
    blues = float(numpy.mean((blue > 0.25) & (blue > 1.6 * red) & (blue > 1.2 * green)))
    print(f"spread {spread:.3f}, red {reds:.1%}, blue {blues:.1%}", flush=True)
    assert spread > 0.05, "the picture is of one colour"
    assert reds > 0.03, "the red cube is not to be seen"
    assert blues > 0.03, "the blue sphere is not to be seen"


bpy.ops.wm.read_factory_settings(use_empty=True)
build(bpy.context.scene)
render(bpy.context.scene)
check()
print(f"rendered by Blender {bpy.app.version_string}", flush=True)
sys.exit(0)
