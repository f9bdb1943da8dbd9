namespace Images.Tests.Rendering.Linting;

public sealed class AptRulesTests
{
    private const string Clean =
        "RUN apt-get update; apt-get install --yes --no-install-recommends curl 2>/dev/null; rm -rf /var/lib/apt/lists/*";

    [Theory]
    [InlineData(Clean)]
    [InlineData(
        "RUN apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -yq -o A=b install --no-install-recommends a && apt-get distclean"
    )]
    [InlineData(
        "RUN apt update; apt -o APT::Get::Assume-Yes=true -o APT::Install-Recommends=0 install a; find /var/lib/apt/lists -type f -delete"
    )]
    [InlineData("RUN --mount=type=cache,target=/var/lib/apt apt-get update; apt-get install -y --no-install-recommends a")]
    [InlineData("RUN --mount=type=tmpfs,dst=/var/lib/apt/lists apt-get update; apt-get upgrade -y")]
    [InlineData("RUN dpkg --install a.deb")]
    [InlineData("RUN echo 'apt-get install x'")]
    [InlineData("RUN apt-get install -y --no-install-recommends ./a.deb")]
    [InlineData("RUN apt-get clean")]
    public void What_is_right_is_not_found(string instructions) => Assert.Empty(Lint.Marks($"FROM debian:12\n{instructions}\n"));

    [Theory]
    [InlineData("RUN apt-get update; apt-get install -y --no-install-recommends a")]
    [InlineData("RUN apt-get update; rm -rf /var/lib/apt/lists/*; apt-get update; apt-get install -y --no-install-recommends a")]
    [InlineData("RUN --mount=type=cache,target=/var/cache/apt apt-get update; apt-get install -y --no-install-recommends a")]
    [InlineData("RUN apt-get update; apt-get install -y --no-install-recommends a\nRUN rm -rf /var/lib/apt/lists/*")]
    [InlineData("RUN bash -c 'apt-get update; apt-get install -y --no-install-recommends a'")]
    public void Lists_left_in_the_layer_are_found(string instructions) =>
        Assert.Equal(["apt-lists-removed@2"], Lint.Marks($"FROM debian:12\n{instructions}\n"));

    [Theory]
    [InlineData("", "apt-assumes-yes@2 apt-without-recommends@2")]
    [InlineData("--yes", "apt-without-recommends@2")]
    [InlineData("-q --no-install-recommends", "apt-assumes-yes@2")]
    [InlineData("-qq --no-install-recommends", "")]
    public void An_option_that_is_missing_is_found(string options, string marks) =>
        Assert.Equal(
            marks,
            string.Join(' ', Lint.Marks($"FROM debian:12\nRUN apt-get update; apt-get install {options} a; rm -rf /var/lib/apt/lists/*\n"))
        );

    [Theory]
    [InlineData("RUN apt-get install -y --no-install-recommends a")]
    [InlineData("RUN apt-get update; rm -r /var/lib/apt/lists/*")]
    [InlineData("RUN apt-get install -y --no-install-recommends a; apt-get update; rm -r /var/lib/apt/lists/*")]
    public void Update_and_install_apart_are_found(string instructions) =>
        Assert.Equal(["apt-update-with-install@2"], Lint.Marks($"FROM debian:12\n{instructions}\n"));

    [Fact]
    public void Removing_packages_may_ask_too() => Assert.Single(Lint.Of("apt-assumes-yes", "RUN apt-get purge a"));
}
