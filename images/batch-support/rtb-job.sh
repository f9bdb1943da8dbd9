#!/bin/sh
# Runs one Matlab command as a batch job: make scratch directories, mount a bucket, copy input, run, copy output, unmount.
#
# COMMAND         Matlab code; `ver` when nothing is said
# STARTUP         a script that is run first; a path, no quotes needed
# TOOLBOXES       what tbUse is called with, as Matlab code: {'A', 'B'}; skipped where there is no tbUse
# INPUT_BUCKET    copied to INPUT_SCRATCH before, with the flags INPUT_FLAGS (--recursive)
# OUTPUT_BUCKET   OUTPUT_SCRATCH is copied to it afterwards, with the flags OUTPUT_FLAGS (--recursive)
# MOUNT_BUCKET    mounted at MOUNT_SCRATCH with the flags MOUNT_FLAGS by MOUNT_PROGRAM (s3fs); needs /dev/fuse and SYS_ADMIN
# MATLAB_PRELOAD  a library that Matlab alone has preloaded, the system's libstdc++ when nothing is said; off: none
#
# A bucket is an s3:// address, for which `aws` has to be there, or a directory. RTB_STARTUP, RTB_TOOLBOXES and RTB_COMMAND are older
# names of the first three. In the working directory the job leaves matlab.log and rtb-job-TIME.mat, the workspace at its end.
#
# Exit status: Matlab's, which is 1 after an error in COMMAND; 64 for wrong variables; 69 when a program is not there, Matlab say;
# 73 when something cannot be written; 74 when copying failed.
set -eu

say() { printf 'rtb-job: %s\n' "$*" >&2; }

# fail STATUS SENTENCE
fail() {
    status=$1
    shift
    say "$*"
    exit "$status"
}

# require PROGRAM WHY
require() { command -v "$1" >/dev/null || fail 69 "there is no '$1' here: $2"; }

COMMAND=${COMMAND:-${RTB_COMMAND:-ver}}
STARTUP=${STARTUP:-${RTB_STARTUP:-}}
TOOLBOXES=${TOOLBOXES:-${RTB_TOOLBOXES:-}}
RTB_WORKSPACE=rtb-job-$(date -u +%Y%m%dT%H%M%SZ).mat
export COMMAND STARTUP TOOLBOXES RTB_WORKSPACE

# copy FROM TO FLAGS
copy() {
    # Flags are words, none of them a pattern.
    # shellcheck disable=SC2086
    case "$1 $2" in
        *s3://*) set -f && aws s3 cp $3 "$1" "$2" && set +f ;;
        *) mkdir -p "$2" && set -f && cp $3 "$1/." "$2/" && set +f ;;
    esac
}

# check KIND BUCKET SCRATCH: a bucket needs a directory, and s3 needs its program
check() {
    [ -n "$2" ] || return 0
    [ -n "$3" ] || fail 64 "$1_BUCKET is given without $1_SCRATCH, the directory that it goes with"
    case "$2" in
        s3://*) [ "$1" = MOUNT ] || require aws "$1_BUCKET is an s3 address; add it in an image of your own" ;;
        /*) ;;
        *) fail 64 "$1_BUCKET is neither an s3:// address nor an absolute directory: $2" ;;
    esac
}

# What Matlab is told: the same for every job, since it reads the variables itself and nothing has to be quoted.
code="try
    if ~isempty(getenv('STARTUP')), run(getenv('STARTUP')); end
    if ~isempty(getenv('TOOLBOXES')) && exist('tbUse', 'file'), eval(['tbUse(' getenv('TOOLBOXES') ');']); end
    eval(getenv('COMMAND'));
catch rtb_error
    rtb_failure = rtb_error.message;
    clear rtb_error;
    fprintf(2, 'rtb-job: the command failed: %s\n', rtb_failure);
end
try, save(getenv('RTB_WORKSPACE')); catch, fprintf(2, 'rtb-job: the workspace cannot be saved\n'); end
exit(double(exist('rtb_failure', 'var')));"

check INPUT "${INPUT_BUCKET:-}" "${INPUT_SCRATCH:-}"
check OUTPUT "${OUTPUT_BUCKET:-}" "${OUTPUT_SCRATCH:-}"
check MOUNT "${MOUNT_BUCKET:-}" "${MOUNT_SCRATCH:-}"
[ -x "$(command -v matlab)" ] ||
    fail 69 "no Matlab is mounted: mount an installation at /usr/local/MATLAB/from-host (docker run -v MATLABROOT:/usr/local/MATLAB/from-host:ro)"
[ -w . ] || fail 73 "the working directory $PWD cannot be written: mount one, or choose another with --workdir"

for directory in "${INPUT_SCRATCH:-}" "${OUTPUT_SCRATCH:-}" "${MOUNT_SCRATCH:-}"; do
    [ -z "$directory" ] || mkdir -p "$directory" || fail 73 "$directory cannot be made"
done

if [ -n "${MOUNT_BUCKET:-}" ]; then
    program=${MOUNT_PROGRAM:-s3fs}
    require "$program" "MOUNT_BUCKET asks for it; add it in an image of your own"
    [ -e /dev/fuse ] || fail 69 "MOUNT_BUCKET needs /dev/fuse: docker run --device /dev/fuse --cap-add SYS_ADMIN"
    set -f
    # shellcheck disable=SC2086 # flags are words
    "$program" "${MOUNT_BUCKET#s3://}" "$MOUNT_SCRATCH" ${MOUNT_FLAGS:-}
    set +f
    trap 'fusermount -u "$MOUNT_SCRATCH" || say "$MOUNT_SCRATCH is still mounted"' EXIT
fi

if [ -n "${INPUT_BUCKET:-}" ]; then
    copy "$INPUT_BUCKET" "$INPUT_SCRATCH" "${INPUT_FLAGS:---recursive}" || fail 74 "the input could not be copied from $INPUT_BUCKET"
fi

# Matlab brings a libstdc++ that is older than what its mex files, and the programs it starts, are linked with.
preload=${MATLAB_PRELOAD:-libstdc++.so.6}
set -- matlab -nodisplay -nosplash -logfile matlab.log -r "$code"
[ "$preload" = off ] || set -- env LD_PRELOAD="$preload" "$@"

# In the background, since only then a signal is passed on at once; the output is copied after one, too.
"$@" &
job=$!
trap 'kill -TERM "$job" 2>/dev/null' TERM INT
status=0
wait "$job" || status=$?
if kill -0 "$job" 2>/dev/null; then
    wait "$job" || status=$?
fi
trap - TERM INT

if [ -n "${OUTPUT_BUCKET:-}" ] && ! copy "$OUTPUT_SCRATCH" "$OUTPUT_BUCKET" "${OUTPUT_FLAGS:---recursive}"; then
    say "the output could not be copied to $OUTPUT_BUCKET"
    [ "$status" -ne 0 ] || status=74
fi
exit "$status"
