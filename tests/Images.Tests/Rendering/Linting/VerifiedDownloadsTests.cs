namespace Images.Tests.Rendering.Linting;

public sealed class VerifiedDownloadsTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [Theory]
    [InlineData("RUN curl -fsSL https://a.example/x.tgz -o x.tgz")]
    [InlineData("RUN wget -q http://a.example/x")]
    [InlineData("RUN curl -fsSL \"$URL/x\" | sh")]
    [InlineData("RUN curl -O https://a.example/x; sha256sum x")]
    [InlineData("RUN echo 'abc  x' | sha256sum -c -; curl -O https://a.example/x")]
    [InlineData("RUN curl https://a.example/key.asc | gpg --dearmor -o /etc/apt/keyrings/a.gpg")]
    [InlineData("RUN tar -xf \"$(curl https://a.example/x)\"")]
    [InlineData("RUN [\"curl\", \"-O\", \"https://a.example/x\"]")]
    [InlineData("ADD https://a.example/x.tgz /tmp/")]
    [InlineData("ADD [\"https://a.example/x.tgz\", \"/tmp/\"]")]
    [InlineData("ADD https://a.example/x.git#main /src")]
    [InlineData("ADD ftp://a.example /tmp/\nRUN sha256sum -c sums")]
    [InlineData("ADD https://a.example/x.tgz /tmp/\nRUN echo 'abc  /tmp/y.tgz' | sha256sum -c")]
    [InlineData("ADD https://a.example/x.tgz /tmp/\nFROM debian:12\nRUN echo 'abc  /tmp/x.tgz' | sha256sum -c")]
    public void A_download_that_nothing_checks_is_found(string instructions) => Assert.Single(Lint.Of("verified-downloads", instructions));

    [Theory]
    [InlineData("RUN curl -fsSLO https://a.example/x; echo 'abc  x' | sha256sum -c -")]
    [InlineData("RUN wget https://a.example/x && sha512sum --check --strict sums")]
    [InlineData("RUN curl -O https://a.example/x -O https://a.example/x.asc; gpg --batch --verify x.asc x")]
    [InlineData("RUN curl -O https://a.example/x; gpgv x.asc x")]
    [InlineData("RUN curl --version; wget --help")]
    [InlineData("RUN curl -f http://localhost:8080/health http://127.0.0.1/")]
    [InlineData("RUN apt-get install curl # https://a.example")]
    [InlineData("ADD x.tgz /tmp/")]
    [InlineData("ADD --checksum=sha256:abc https://a.example/x.tgz /tmp/")]
    [InlineData("ADD https://a.example/x.git#" + Commit + " /src")]
    [InlineData("ADD https://a.example/x.tgz?v=1 /tmp/\nRUN echo 'abc  /tmp/x.tgz' | sha256sum -c")]
    public void A_checked_download_is_not_found(string instructions) => Assert.Empty(Lint.Of("verified-downloads", instructions));
}
