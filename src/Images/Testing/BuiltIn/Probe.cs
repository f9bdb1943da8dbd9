using Images.Engines;

namespace Images.Testing.BuiltIn;

/// <summary>One container that looks at everything the built-in checks need to see from inside.</summary>
internal static class Probe
{
    /// <summary>Starts every line that is not output of a program.</summary>
    public const string Mark = "@images ";

    // For /bin/sh of dash, bash and busybox. Programs come as arguments, so that no name becomes syntax.
    private const string Script = """
        find_program() {
          case $1 in
            */*) [ -e "$1" ] && printf '%s\n' "$1" ;;
            *)
              set -f; IFS=:
              for directory in $PATH; do
                if [ -x "${directory:-.}/$1" ]; then printf '%s\n' "${directory:-.}/$1"; break; fi
              done ;;
          esac
        }
        echo "@images start"
        echo "@images zone"
        date +%Z 2>&1
        for name; do
          printf '@images program %s\n' "$name"
          file=$(find_program "$name")
          if [ -z "$file" ]; then echo "@images missing"; continue; fi
          printf '@images file %s\n' "$file"
          first=
          IFS= read -r first 2>/dev/null <"$file"
          case $first in '#!'*) echo "@images script"; continue ;; esac
          if ! command -v ldd >/dev/null 2>&1; then echo "@images no ldd"; continue; fi
          echo "@images ldd"
          ldd "$file" 2>&1
        done
        echo "@images links"
        set -f; IFS=:; looked=:
        for directory in $PATH $LOOK_AT; do
          directory=$(cd -P "${directory:-.}" 2>/dev/null && pwd -P) || continue
          case $looked in *":$directory:"*) continue ;; esac
          looked=$looked$directory:
          set +f
          for file in "$directory"/*; do
            if [ -L "$file" ] && [ ! -e "$file" ]; then printf '%s\n' "$file"; fi
          done
          set -f
        done
        unset IFS; set +f
        if command -v find >/dev/null 2>&1; then
          echo "@images writable"
          find / -xdev \( -path /tmp -o -path /proc -o -path /sys -o -path /dev \) -prune -o \
            -perm -0002 ! -type l ! \( -type d -perm -1000 \) -print 2>/dev/null
        fi
        echo "@images end"
        """;

    /// <summary>How long the probe may take.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Makes the container.</summary>
    /// <param name="imageId">The image's id.</param>
    /// <param name="programs">The programs to look at.</param>
    /// <param name="folders">The folders beside those of <c>PATH</c> whose links are looked at.</param>
    /// <returns>What to run.</returns>
    public static ContainerSpec Container(string imageId, IEnumerable<string> programs, IEnumerable<string> folders) =>
        TestContainer.Of(imageId, ["/bin/sh", "-c", Script, "sh", .. programs]) with
        {
            Timeout = Timeout,
            Environment = new Dictionary<string, string> { ["LOOK_AT"] = string.Join(':', folders) },
        };
}
