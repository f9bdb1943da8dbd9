namespace Images.Jobs.Staging;

/// <summary>What stands before a set-up's script: the functions that it decorates its commands with.</summary>
internal static class SetupPrelude
{
    /// <summary>The name under which it is written.</summary>
    public const string FileName = "prelude.sh";

    /// <summary>The call behind each stage and each everytime list.</summary>
    public const string Ended = "images_ended $?";

    /// <summary>The variable that holds what its own lines on standard output begin with.</summary>
    public const string Mark = "IMAGES_MARK";

    /// <summary>The variable that holds the folder in which the number of stages that have run is kept.</summary>
    public const string State = "IMAGES_STATE";

    /// <summary>The variable that holds the script's path.</summary>
    public const string Script = "IMAGES_SCRIPT";

    /// <summary>
    /// The variable that holds how many stages there are when the script is to pause behind the last of them, before anything that runs at
    /// each set-up; empty: it does not pause.
    /// </summary>
    public const string PauseBehind = "IMAGES_PAUSE_BEHIND";

    /// <summary>The variable that holds a folder which is there when the storage is seen; empty: it is not looked for.</summary>
    public const string Probe = "IMAGES_PROBE";

    /// <summary>The variable that holds the folder in which the script begins.</summary>
    public const string Folder = "SETUPDIR";

    /// <summary>Its text, in the language of any POSIX shell.</summary>
    public const string Text = """
        images_say() { printf '\n%s %s\n' "$IMAGES_MARK" "$*"; }
        [ -d "${IMAGES_PROBE:-/}" ] || { images_say lost; exit 1; }
        mkdir -p "$IMAGES_STATE" "$SETUPDIR" && cd "$SETUPDIR" || exit 1
        images_now=0
        images_each=0
        images_runs=
        images_done=$(cat "$IMAGES_STATE/stages" 2>/dev/null)
        images_done=${images_done:-0}
        next_stage() {
          images_now=$((images_now + 1))
          [ "$images_now" -gt "$images_done" ] || return 1
          images_runs=stage
          images_say stage "$images_now"
        }
        everytime() {
          if [ -n "$IMAGES_PAUSE_BEHIND" ] && [ "$images_now" -ge "$IMAGES_PAUSE_BEHIND" ]; then
            images_say pause
            exit 0
          fi
          images_each=$((images_each + 1))
          images_runs=everytime
          images_say everytime "$images_each"
        }
        images_ended() {
          [ -n "$images_runs" ] || return 0
          [ "$1" -eq 0 ] || exit "$1"
          if [ "$images_runs" = stage ]; then
            echo "$images_now" > "$IMAGES_STATE/stages.new" && mv "$IMAGES_STATE/stages.new" "$IMAGES_STATE/stages" || exit 1
          fi
          images_runs=
          images_say done
        }
        . "$IMAGES_SCRIPT"

        """;
}
