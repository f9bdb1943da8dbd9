"""A red cube turns and a blue ball rolls past it: four frames for Blender's Cycles, on the CPU.

Run by `render`: the scene is built here; size, samples and frame come from the job file.
"""

import math

import bpy
from mathutils import Vector

FIRST, LAST = 1, 4


def material(thing, colour, roughness):
    made = bpy.data.materials.new(thing.name)
    made.use_nodes = True
    surface = made.node_tree.nodes["Principled BSDF"]
    surface.inputs["Base Color"].default_value = (*colour, 1.0)
    surface.inputs["Roughness"].default_value = roughness
    thing.data.materials.append(made)


def aim(thing, place):
    thing.rotation_euler = (Vector(place) - thing.location).to_track_quat("-Z", "Y").to_euler()


bpy.ops.wm.read_factory_settings(use_empty=True)
scene = bpy.context.scene
scene.frame_start, scene.frame_end = FIRST, LAST

bpy.ops.mesh.primitive_plane_add(size=40)
material(bpy.context.object, (0.75, 0.73, 0.68), 0.9)

bpy.ops.mesh.primitive_cube_add(size=1.6, location=(-1.15, 0.6, 0.8))
cube = bpy.context.object
material(cube, (0.80, 0.03, 0.02), 0.45)
cube.keyframe_insert("rotation_euler", frame=FIRST)
cube.rotation_euler = (0, 0, math.radians(75))
cube.keyframe_insert("rotation_euler", frame=LAST)

bpy.ops.mesh.primitive_uv_sphere_add(segments=64, ring_count=32, radius=0.7, location=(2.2, -0.9, 0.7))
ball = bpy.context.object
bpy.ops.object.shade_smooth()
material(ball, (0.02, 0.08, 0.75), 0.2)
ball.keyframe_insert("location", frame=FIRST)
ball.location = (-2.2, -1.2, 0.7)
ball.keyframe_insert("location", frame=LAST)

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

scene.render.engine = "CYCLES"
scene.cycles.device = "CPU"
scene.cycles.seed = 1
scene.cycles.use_denoising = False  # Debian builds without OpenImageDenoise.
scene.render.resolution_percentage = 100
scene.render.image_settings.color_mode = "RGB"
