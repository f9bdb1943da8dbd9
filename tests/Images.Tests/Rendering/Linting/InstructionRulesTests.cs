namespace Images.Tests.Rendering.Linting;

public sealed class InstructionRulesTests
{
    [Theory]
    [InlineData("ARG NPM_TOKEN")]
    [InlineData("ARG TOKEN=x")]
    [InlineData("ENV DB_PASSWORD=x")]
    [InlineData("ENV A=1 dbPassword=x")]
    [InlineData("ENV AWS_SECRET_ACCESS_KEY x y")]
    [InlineData("ARG API_KEY")]
    [InlineData("ARG APIKEY")]
    [InlineData("ARG SSH_PRIVATE_KEY")]
    [InlineData("ENV GOOGLE_CREDENTIALS={}")]
    [InlineData("ENV MYSQL_PWD=x")]
    [InlineData("ARG INDEX=https://me:x@a.example/simple")]
    public void A_name_like_a_secret_is_found(string instruction) => Assert.Single(Lint.Of("no-secrets", instruction));

    [Theory]
    [InlineData("ARG PASSWORDLESS=1")]
    [InlineData("ENV TOKENIZERS_PARALLELISM=false MAX_TOKENS=4096")]
    [InlineData("ENV DB_PASSWORD_FILE=/run/secrets/db")]
    [InlineData("ARG PUBLIC_KEY PUBLIC_TOKEN")]
    [InlineData("ENV KEY=a KEYBOARD=de API_URL=PASSWORD=x")]
    [InlineData("ENV PWD=/a PASS=1 BYPASS=1")]
    [InlineData("ARG INDEX=https://me:$X@a.example:80/a@b PROXY=https://a.example:80/@b")]
    [InlineData("ENV NOTE=\"a TOKEN=b\"")]
    [InlineData("LABEL PASSWORD=x")]
    public void Another_name_is_not_found(string instruction) => Assert.Empty(Lint.Of("no-secrets", instruction));

    [Theory]
    [InlineData("USER app", true)]
    [InlineData("USER 1000:app", true)]
    [InlineData("ARG U=app\nUSER $U", true)]
    [InlineData("USER 0\nUSER app", true)]
    [InlineData("USER app\nUSER 1000", false)]
    [InlineData("USER 1000:1000", false)]
    [InlineData("ARG U=1000\nUSER ${U}", false)]
    [InlineData("USER ${U:-1000}", false)]
    [InlineData("USER $FROM_THE_BASE", false)]
    [InlineData("USER app\nFROM debian:12", false)]
    [InlineData("RUN true", false)]
    public void The_user_of_the_image_is_a_number(string instructions, bool isFound) =>
        Assert.Equal(isFound, Lint.Of("numeric-user", instructions).Count == 1);

    [Theory]
    [InlineData("FROM debian", true)]
    [InlineData("FROM debian:latest", true)]
    [InlineData("FROM localhost:5000/debian", true)]
    [InlineData("ARG V=latest\nFROM debian:$V", true)]
    [InlineData("FROM debian:12\nCOPY --from=busybox /bin/sh /", true)]
    [InlineData("FROM debian:12\nRUN --mount=type=bind,from=busybox:latest,target=/b true", true)]
    [InlineData("FROM debian:12 AS a\nFROM a:latest", true)]
    [InlineData("FROM scratch", false)]
    [InlineData("FROM debian:12-slim", false)]
    [InlineData("FROM --platform=linux/amd64 debian:12", false)]
    [InlineData("ARG V=12\nFROM debian:${V}", false)]
    [InlineData("ARG BASE\nFROM $BASE", false)]
    [InlineData("FROM debian:12 AS a\nFROM A\nCOPY --from=0 /a /b\nCOPY --from=a /a /b", false)]
    [InlineData("FROM debian@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", false)]
    public void An_external_image_has_a_version(string dockerfile, bool isFound) =>
        Assert.Equal(isFound, Lint.Findings(dockerfile).Count(finding => finding.RuleId == "pinned-base") == 1);

    [Fact]
    public void An_image_of_the_family_may_be_called_latest()
    {
        Assert.Empty(Lint.Findings(("base:latest", "FROM debian:12\n"), ("tool", "FROM base:latest\n")));
        Assert.Single(Lint.Findings(("base:other", "FROM debian:12\n"), ("tool", "FROM base:latest\n")));
    }

    [Theory]
    [InlineData("COPY --link a b")]
    [InlineData("COPY --LINK=true a b")]
    [InlineData("COPY --parents a b")]
    [InlineData("COPY --exclude=x a b")]
    [InlineData("COPY --chmod=u+x a b")]
    [InlineData("ADD --link a b")]
    [InlineData("ADD --checksum=sha256:abc https://a.example/x /x")]
    [InlineData("ADD https://a.example/x.git#v1 /x")]
    [InlineData("RUN --network=none true")]
    [InlineData("RUN --security=insecure true")]
    [InlineData("RUN --device=x true")]
    [InlineData("RUN --mount=type=secret,id=a,env=A true")]
    [InlineData("RUN <<EOF\ntrue\nEOF")]
    [InlineData("RUN cat <<'E'\nx\nE")]
    [InlineData("COPY <<-\"E\" /x\nx\nE")]
    public void Syntax_newer_than_the_oldest_engine_is_found(string instruction) => Assert.Single(Lint.Of("engine-syntax", instruction));

    [Theory]
    [InlineData("COPY --from=a --chown=1:1 --chmod=0755 a b")]
    [InlineData("RUN --mount=type=secret,id=a --mount=type=cache,target=/a true")]
    [InlineData("RUN cat <<<EOF; echo '<<EOF' \"x <<EOF\" $((1 << x))")]
    [InlineData("ADD a.git b")]
    [InlineData("# syntax=docker/dockerfile:1")]
    public void Older_syntax_is_not_found(string instruction) => Assert.Empty(Lint.Of("engine-syntax", instruction));

    [Fact]
    public void A_frontend_of_a_registry_is_found() =>
        Assert.Equal(["engine-syntax@2"], Lint.Marks("# a\n#syntax = docker/dockerfile:1\nFROM debian:12\n"));

    [Theory]
    [InlineData("WORKDIR a", true)]
    [InlineData("WORKDIR \"a b\"", true)]
    [InlineData("ARG D=a\nWORKDIR $D/b", true)]
    [InlineData("WORKDIR /a", false)]
    [InlineData("WORKDIR \"/a b\"", false)]
    [InlineData("WORKDIR $HOME/a", false)]
    public void A_working_directory_is_absolute(string instructions, bool isFound) =>
        Assert.Equal(isFound, Lint.Of("absolute-workdir", instructions).Count == 1);

    [Fact]
    public void Two_stages_with_one_name_are_found_at_the_second() =>
        Assert.Equal(
            ["unique-stages@2"],
            Lint.Marks("FROM debian:12 AS a\nFROM debian:12 as A\nFROM debian:12 AS b\nFROM debian:12\nFROM debian:12\n")
        );
}
