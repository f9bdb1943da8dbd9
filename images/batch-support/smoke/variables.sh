#!/bin/sh
# Every variable of the entry point, with a program in Matlab's place that shows how it is called.
set -eu
job=/rtb/rtb-job.sh

# expect STATUS COMMAND...: the status is looked at, what is printed is kept in `out`
expect() {
    wanted=$1
    shift
    status=0
    "$@" >out 2>&1 || status=$?
    if [ "$status" -ne "$wanted" ]; then
        echo "'$*' ended with $status in place of $wanted:" >&2
        cat out >&2
        exit 1
    fi
}

expect 0 "$job"
grep -q '^command: ver$' matlab.log
grep -q '^preload: libstdc++' out
test -f rtb-job-*.mat

expect 0 env COMMAND="disp('a b')" STARTUP="it's here.m" TOOLBOXES="{'A', 'B'}" MATLAB_PRELOAD=off "$job"
grep -q "^command: disp('a b')$" out
grep -q "^startup: it's here.m$" out
grep -q "^toolboxes: {'A', 'B'}$" out
grep -q '^preload: none$' out
expect 0 env RTB_COMMAND=old RTB_STARTUP=s RTB_TOOLBOXES=t "$job"
grep -q '^command: old$' out
grep -q '^startup: s$' out
grep -q '^toolboxes: t$' out

# Input is copied before, output afterwards, and that also when the command failed.
mkdir -p bucket/deep
echo data >bucket/deep/in.txt
expect 0 env INPUT_BUCKET=/tmp/bucket INPUT_SCRATCH=/tmp/in OUTPUT_SCRATCH=/tmp/o1 OUTPUT_BUCKET=/tmp/done "$job"
grep -q data done/deep/in.txt
expect 1 env COMMAND="error('x')" INPUT_BUCKET=/tmp/bucket INPUT_SCRATCH=/tmp/in OUTPUT_SCRATCH=/tmp/o2 OUTPUT_BUCKET=/tmp/failed "$job"
grep -q data failed/deep/in.txt
expect 74 env INPUT_BUCKET=/tmp/missing INPUT_SCRATCH=/tmp/in "$job"
expect 74 env OUTPUT_SCRATCH=/tmp/o3 INPUT_SCRATCH=/tmp/in OUTPUT_BUCKET=/proc/nowhere "$job"

# What cannot work is said before anything starts.
expect 64 env INPUT_BUCKET=/tmp/bucket "$job"
grep -q 'INPUT_SCRATCH' out
expect 64 env OUTPUT_BUCKET=results OUTPUT_SCRATCH=/tmp/o4 "$job"
expect 69 env OUTPUT_BUCKET=s3://results OUTPUT_SCRATCH=/tmp/o5 "$job"
grep -q "no 'aws'" out
expect 69 env MOUNT_BUCKET=s3://data MOUNT_SCRATCH=/tmp/mount "$job"
grep -q "no 's3fs'" out
cd /
status=0
"$job" 2>/tmp/out || status=$?
test "$status" -eq 73
grep -q 'cannot be written' /tmp/out

# An s3 address goes to `aws` with the default flags, or those that are given.
cd /tmp
expect 0 env PATH="/smoke/bin:$PATH" INPUT_BUCKET=s3://b/in INPUT_SCRATCH=/tmp/i6 OUTPUT_BUCKET=s3://b/out OUTPUT_SCRATCH=/tmp/in \
    OUTPUT_FLAGS="--quiet --recursive" "$job"
grep -q '^aws s3 cp --recursive s3://b/in /tmp/i6$' aws.log
grep -q '^aws s3 cp --quiet --recursive /tmp/in s3://b/out$' aws.log
echo VARIABLES OK
