// A ball swings over a chequered floor as the clock goes from 0 to 1.
#version 3.7;
#include "colors.inc"

global_settings { assumed_gamma 1.0 }
camera { location <0, 2.2, -6> look_at <0, 1, 0> angle 46 }
light_source { <-4, 6, -4> color White }
sky_sphere { pigment { color rgb <0.55, 0.68, 0.88> } }
plane { y, 0 pigment { checker color rgb <0.8, 0.78, 0.72> color rgb <0.45, 0.43, 0.4> } }

#declare Swing = sin(2 * pi * (clock - 0.25) / 2) * 1.6;
sphere { <Swing, 0.9 + 0.2 * Swing * Swing, 0>, 0.7 pigment { color rgb <0.1, 0.2, 0.8> } finish { phong 0.8 } }
box { <-0.5, 0, 1.2>, <0.5, 1, 2.2> pigment { color Red } rotate 20 * y }
