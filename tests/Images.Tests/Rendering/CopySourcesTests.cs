using Images.Rendering;

namespace Images.Tests.Rendering;

public sealed class CopySourcesTests
{
    [Theory]
    [InlineData("COPY a.txt b/ /x/", "a.txt,b")]
    [InlineData("COPY --chmod=755 ./run.sh /", "./run.sh")]
    [InlineData("COPY [\"with space\", \"/x\"]", "with space")]
    [InlineData("ADD *.tar.gz https://example.com/x.tgz git@example.com:a/b.git /", "*.tar.gz")]
    [InlineData("COPY --from=build /out /", "")]
    [InlineData("COPY <<EOF /x\nCOPY secret /\nEOF", "")]
    [InlineData("RUN --mount=type=bind,source=scripts,target=/s sh /s/x", "scripts")]
    [InlineData("RUN --mount=type=cache,target=/c --mount=type=secret,id=t true", "")]
    [InlineData("RUN --mount=type=bind,from=base,source=/etc,target=/e true", "")]
    [InlineData("COPY data/$VERSION/x /", "data")]
    public void Only_what_instructions_can_reach_is_named(string instruction, string expected) =>
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), CopySources.Of($"FROM scratch\n{instruction}\n"));

    [Theory]
    [InlineData("COPY . /")]
    [InlineData("COPY a $WHAT /")]
    [InlineData("RUN --mount=target=/src make -C /src")]
    [InlineData("ONBUILD COPY x /")]
    public void What_may_reach_anything_reaches_everything(string instruction) =>
        Assert.Equal([string.Empty], CopySources.Of($"FROM scratch\nCOPY b /\n{instruction}\n"));
}
