#!/bin/sh
# Jobs of a program that computes: one that is fine, one that fails, start-up scripts, toolboxes, saved workspaces.
set -eu
job=/rtb/rtb-job.sh

COMMAND="x = magic(4) * [1; 2; 3; 4]; assert(x(1), 81); disp(sum(x))" "$job" >out
grep -q '^340$' out
grep -q '^340$' matlab.log
octave-cli --quiet --no-history --eval "s = load(ls('rtb-job-*.mat')); assert(numel(s.x), 4)"

# An error is caught and said, the workspace is saved, the output copied, and the status is not zero.
mkdir second
cd second
status=0
COMMAND="y = 7; error('the scene is missing'); y = 8;" OUTPUT_SCRATCH=/tmp/second/made OUTPUT_BUCKET=/tmp/second/kept "$job" >out 2>&1 || status=$?
test "$status" -eq 1
grep -q 'the command failed: the scene is missing' out
octave-cli --quiet --no-history --eval "s = load(ls('rtb-job-*.mat')); assert(s.y, 7)"
test -d kept

mkdir ../third
cd ../third
mkdir "start up"
echo "z = 20;" >"start up/first.m"
printf 'function tbUse(names)\n  fprintf("toolboxes: %%s\\n", strjoin(names, "+"));\nend\n' >tbUse.m
STARTUP="/tmp/third/start up/first.m" TOOLBOXES="{'A', 'B'}" COMMAND="disp(z + 1) % a remark" "$job" >out
grep -q '^21$' out
grep -q '^toolboxes: A+B$' out

status=0
COMMAND="this is no code(" "$job" >out 2>&1 || status=$?
test "$status" -eq 1
status=0
COMMAND="[s, o] = system('docker ps 2>&1'); assert(s != 0); error(o)" "$job" >out 2>&1 || status=$?
test "$status" -eq 1
grep -q 'Cannot connect to the Docker daemon' out
echo JOBS OK
