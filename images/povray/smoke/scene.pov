// A red box and a blue ball on a chequered floor under a soft lamp; the names of colours and finishes are in the include files.
#version 3.7;
#include "colors.inc"
#include "finish.inc"
#include "woods.inc"

global_settings { assumed_gamma 1.0 }

camera {
  location <0.4, 2.9, -6.2>
  look_at <0.1, 0.75, 0>
  angle 46
}

light_source {
  <-4, 6, -4>
  color White * 1.1
  area_light <1.6, 0, 0>, <0, 0, 1.6>, 5, 5
  adaptive 1
  jitter
}

sky_sphere {
  pigment {
    gradient y
    color_map { [0 color rgb <0.62, 0.74, 0.9>] [0.6 color rgb <0.2, 0.38, 0.72>] }
  }
}

plane {
  y, 0
  texture { pigment { checker color rgb <0.8, 0.78, 0.72> color rgb <0.55, 0.53, 0.48> } finish { Dull } }
}

box {
  <-0.8, 0, -0.8>, <0.8, 1.6, 0.8>
  texture { pigment { color Red } finish { Dull } }
  rotate 28 * y
  translate <-1.2, 0, 0.2>
}

sphere {
  <1.2, 0.95, -0.1>, 0.95
  texture { pigment { color Blue + 0.15 * White } finish { Shiny } }
}

cylinder {
  <0.15, 0, -1.5>, <0.15, 0.5, -1.5>, 0.28
  texture { T_Wood10 scale 0.4 }
}
