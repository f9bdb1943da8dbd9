using Images.Rendering;

namespace Images.Tests.Rendering;

public class DockerfileSourcesTests
{
    [Fact]
    public void FROM_COPY_and_mounts_are_read_and_own_stages_are_not()
    {
        const string Dockerfile = """
            ARG X=1
            FROM debian:bookworm-slim AS fetch
            RUN --mount=type=cache,target=/c --mount=type=bind,from=acme/tools:1,target=/t true
            FROM scratch
            FROM --platform=linux/amd64 acme/base:2 as Second
            COPY --from=fetch /x /x
            COPY --from=second /x /x
            COPY --chmod=0755 --from=acme/r-ver:4.6.1 /y /y
            COPY --from=0 /z /z
            COPY plain /p
            # COPY --from=comment /x /x
            RUN --mount=type=bind,from=fetch true
            COPY --from=acme/base:2 /w /w
            """;

        Assert.Equal(["debian:bookworm-slim", "acme/tools:1", "acme/base:2", "acme/r-ver:4.6.1"], DockerfileSources.Of(Dockerfile));
    }

    [Fact]
    public void A_stage_is_known_only_below_its_name()
    {
        Assert.Equal(["debian", "base"], DockerfileSources.Of("FROM debian AS debian\nFROM base AS base\nFROM debian\n"));
    }
}
