namespace Images.Tests.Rendering.Importing;

/// <summary>A bake file with what people use of it, and the files that it builds.</summary>
internal static class FarmSample
{
    public const string BakeFile = """"
        # A farm.
        variable "REGISTRY" { default = "ghcr.io/acme" }
        variable "DEBIAN" {
          default = "bookworm"
        }
        variable "VERSIONS" { default = ["4.2.2", "4.5.0"] }

        function "tag" {
          params = [name, version]
          result = "${REGISTRY}/${name}:${version}"
        }

        group "default" {
          targets = ["base", "app", "r"]
        }

        target "_common" {
          platforms = ["linux/amd64"]
          labels = { "org.opencontainers.image.vendor" = "ACME ${upper("inc")}" }
          pull = true
        }

        target "base" {
          inherits = ["_common"]
          context  = "ctx/base"
          args     = { DEBIAN = DEBIAN, EMPTY = null }
          tags     = [tag("base", DEBIAN), tag("base", "latest")]
        }

        target "app" {
          inherits = ["_common"]
          context  = "ctx"
          dockerfile = "app/Dockerfile.app"
          contexts = { parent = "target:base" }
          target   = "runtime"
          args = {
            GREETING = "hello \"you\" {{ no }}"
          }
          tags = ["${REGISTRY}/app:1.0"]
          secret = ["id=pip,env=PIP_TOKEN"]
        }

        target "r" {
          name     = "r-${replace(version, ".", "-")}-${item.flavour}"
          matrix   = {
            version = VERSIONS
            item = [{ flavour = "slim", extra = "" }, { flavour = "full", extra = "git" }]
          }
          inherits = ["_common"]
          context  = "ctx/r"
          contexts = { "acme/base" = "target:base" }
          args = {
            R_VERSION = version
            EXTRA     = item.extra
            SUM       = version == "4.2.2" ? sha256("a") : sha256("b")
          }
          tags = [
            tag("r", "${version}-${item.flavour}"),
            tag("r", "${join(".", slice(split(".", version), 0, 2))}-${item.flavour}"),
          ]
          cache-from = ["type=registry,ref=${REGISTRY}/cache"]
        }

        """";

    public static IReadOnlyList<(string Path, string Text)> Files { get; } =
    [
        (
            "ctx/base/Dockerfile",
            """"
            # syntax=docker/dockerfile:1
            ARG DEBIAN=trixie
            FROM debian:${DEBIAN}-slim
            ARG EMPTY=nothing
            # Certificates first.
            RUN apt-get update \
                && apt-get install -y --no-install-recommends ca-certificates \
                # a comment inside
                && rm -rf /var/lib/apt/lists/*
            COPY --chmod=755 entry.sh /usr/local/bin/
            ENTRYPOINT ["entry.sh"]

            """"
        ),
        (
            "ctx/base/entry.sh",
            """"
            #!/bin/sh
            exec "$@"

            """"
        ),
        (
            "ctx/app/Dockerfile.app",
            """"
            FROM golang:1.22 AS build
            ARG GREETING
            RUN echo "$GREETING" > /out && echo '{{ "braces" }}'
            FROM parent AS runtime
            ARG GREETING="hi there" OTHER=1
            COPY --from=build /out /out
            COPY app/data/*.txt /data/
            RUN --mount=type=secret,id=pip cat /run/secrets/pip >/dev/null
            FROM runtime AS debug
            RUN apt-get update

            """"
        ),
        (
            "ctx/r/Dockerfile",
            """"
            FROM acme/base
            ARG R_VERSION EXTRA
            ARG SUM
            RUN echo $R_VERSION $EXTRA $SUM > /r

            """"
        ),
        (
            "ctx/app/data/a.txt",
            """"
            1

            """"
        ),
        (
            "ctx/app/data/b.txt",
            """"
            2

            """"
        ),
        (
            "ctx/app/data/c.md",
            """"
            no

            """"
        ),
    ];
}
