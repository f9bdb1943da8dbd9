namespace Images.Build.CommandLine;

public class CommandLineParserTests
{
    [Fact]
    public void No_arguments_mean_the_main_job()
    {
        var parsed = CommandLineParser.Parse([]);

        Assert.Equal(["Default"], parsed.Targets);
        Assert.Empty(parsed.Words);
        Assert.Empty(parsed.Values);
    }

    [Theory]
    [InlineData("build")]
    [InlineData("--target=Build")]
    [InlineData("--target=build")]
    [InlineData("--target", "Build")]
    [InlineData("-t", "Build")]
    [InlineData("-tBuild")]
    [InlineData("build", "--target=Build")]
    public void A_verb_is_short_for_a_target(params string[] arguments)
    {
        Assert.Equal(["Build"], CommandLineParser.Parse(arguments).Targets);
    }

    [Fact]
    public void Several_targets_are_kept_in_order()
    {
        Assert.Equal(["Render", "List"], CommandLineParser.Parse(["-t", "render", "-t", "list"]).Targets);
    }

    [Theory]
    [InlineData("build", "base", "+children", "--jobs=2", "!blender:*")]
    [InlineData("--jobs", "2", "build", "base", "+children", "!blender:*")]
    [InlineData("build", "-j2", "--", "base", "+children", "!blender:*")]
    [InlineData("build", "base", "-j=2", "+children", "!blender:*")]
    [InlineData("-j", "2", "--target=Build", "base", "+children", "!blender:*")]
    public void Words_and_options_may_be_mixed(params string[] arguments)
    {
        var parsed = CommandLineParser.Parse(arguments);

        Assert.Equal("build", parsed.Verb.Name);
        Assert.Equal(["base", "+children", "!blender:*"], parsed.Words);
        Assert.Equal("2", parsed.Values[Options.Jobs]);
    }

    [Fact]
    public void A_first_word_that_is_no_verb_selects_for_the_main_job()
    {
        var parsed = CommandLineParser.Parse(["r-ver:4.6*"]);

        Assert.Equal(["Default"], parsed.Targets);
        Assert.Equal(["r-ver:4.6*"], parsed.Words);
    }

    [Fact]
    public void What_follows_two_dashes_is_no_option()
    {
        Assert.Equal(["--check"], CommandLineParser.Parse(["list", "--", "--check"]).Words);
    }

    [Theory]
    [InlineData("--color", "true")]
    [InlineData("--color=yes", "true")]
    [InlineData("--no-color", "false")]
    [InlineData("--color=false", "false")]
    public void A_switch_can_be_switched_off(string argument, string expected)
    {
        Assert.Equal(expected, CommandLineParser.Parse([argument]).Values[Options.Color]);
    }

    [Theory]
    [InlineData("quiet", "quiet")]
    [InlineData("Quiet", "quiet")]
    [InlineData("q", "quiet")]
    [InlineData("D", "diagnostic")]
    public void A_choice_may_be_its_first_letter_and_in_any_case(string text, string expected)
    {
        Assert.Equal(expected, CommandLineParser.Parse(["-v", text]).Values[Options.Verbosity]);
    }

    [Fact]
    public void What_stands_behind_two_dashes_is_the_jobs_own_command_options_included()
    {
        var parsed = CommandLineParser.Parse(["run", "base", "--cpus=1", "--", "sh", "--jobs=2", "--"]);

        Assert.Equal(["base", "sh", "--jobs=2", "--"], parsed.Words);
        Assert.Equal(3, parsed.Behind);
    }

    [Theory]
    [InlineData("unknown verb 'biuld' (did you mean 'build'?); for an image of that name write: test biuld", "biuld")]
    [InlineData("unknown option '--job' (did you mean '--jobs'?); --help lists them", "build", "--job", "3")]
    [InlineData("unknown option '--chekc' (did you mean '--check'?); --help lists them", "render", "--chekc")]
    [InlineData("unknown option '--zzzzzz'; --help lists them", "--zzzzzz")]
    [InlineData("unknown option '-x'; --help lists them", "-x")]
    [InlineData("unknown option '-eh'; --help lists them", "-eh")]
    [InlineData("unknown target 'Biuld' (did you mean 'Build'?); --description lists them", "--target=Biuld")]
    [InlineData("--target: the value is missing; write --target=TARGET", "--target=")]
    [InlineData("--jobs: the value is missing; write --jobs=N", "build", "--jobs")]
    [InlineData("--jobs: the value is missing; write --jobs=N", "build", "--jobs", "--fail-fast")]
    [InlineData("--jobs: '0' is no whole number from 1 to 256", "build", "--jobs=0")]
    [InlineData("-j: 'many' is no whole number from 1 to 256", "build", "-j", "many")]
    [InlineData("--jobs is given twice, as 2 and as 3", "build", "--jobs=2", "-j3")]
    [InlineData("--check does not apply to the main job, only to render, lock, readme", "--check")]
    [InlineData("--jobs does not apply to 'list', only to build, test, publish, run", "list", "--jobs=2")]
    [InlineData("--progress: 'ty' is none of auto, plain, tty, rawjson, quiet (did you mean 'tty'?)", "build", "--progress=ty")]
    [InlineData("--engine: scheme 'ftp' is not supported; use unix://, tcp://, http://, https:// or npipe://", "build", "--engine=ftp://x")]
    [InlineData(
        "--engine: 'x' is no engine's address; write unix:///PATH or tcp://HOST:PORT",
        "build",
        "--engine",
        "tcp://a:1",
        "--engine",
        "x"
    )]
    [InlineData("--engine: 'unix:' names no socket; write unix:///PATH", "build", "--engine=unix:")]
    [InlineData("--cache-to: 'type=registry' names no registry; add ref=REFERENCE", "build", "--cache-to=type=registry")]
    [InlineData("--cache-to: mode 'most' is none of min, max", "build", "--cache-to=type=inline,mode=most")]
    [InlineData(
        "--cache-from: 'registri' is none of registry, inline, local, gha, s3, azblob (did you mean 'registry'?)",
        "build",
        "--cache-from=type=registri"
    )]
    [InlineData("--provenance: 'all' is none of min, max", "build", "--provenance=all")]
    [InlineData("--check: 'maybe' is neither true nor false", "render", "--check=maybe")]
    [InlineData("--no-color takes no value", "--no-color=true")]
    [InlineData("both 'build' and --target=Test say what to do; leave one out", "build", "--target=Test")]
    [InlineData("'run' needs something to run: run JOBFILE..., or run IMAGE -- COMMAND", "run")]
    [InlineData("a command runs in one image: run IMAGE -- COMMAND", "run", "base", "--")]
    [InlineData("a command runs in one image: run IMAGE -- COMMAND", "run", "base", "other", "--", "true")]
    [InlineData("'compute' needs a folder that stores files, and the files to compute with: compute STORAGE INPUT...", "compute")]
    [InlineData("--dockerfile computes nothing, remove 'store'", "compute", "--dockerfile", "store")]
    [InlineData("--source does not apply to 'run', only to compute", "run", "base", "--source=x")]
    [InlineData("--memory: 'much' is not a size such as 900MB or 1.5GiB", "run", "base", "--memory=much")]
    [InlineData("'render' takes no selectors, remove 'base'", "render", "base")]
    [InlineData("'completion' needs one of bash, zsh, fish", "completion")]
    [InlineData("'completion' needs one of bash, zsh, fish (did you mean 'bash'?)", "completion", "bahs")]
    public void A_mistake_is_named_with_what_to_do(string message, params string[] arguments)
    {
        var exception = Assert.Throws<UsageException>(() => CommandLineParser.Parse(arguments));

        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public void A_repeated_option_keeps_every_value_in_order()
    {
        var parsed = CommandLineParser.Parse(["build", "--engine=tcp://a:1", "--cache-from", "a/b", "--engine", "tcp://b:2"]);

        Assert.Equal(["tcp://a:1", "tcp://b:2"], parsed.Lists[Options.Engine]);
        Assert.Equal(["a/b"], parsed.Lists[CachingOptions.CacheFrom]);
    }

    [Fact]
    public void An_option_with_an_implied_value_takes_no_word()
    {
        var parsed = CommandLineParser.Parse(["build", "--provenance", "base"]);

        Assert.Equal("min", parsed.Values[CachingOptions.Provenance]);
        Assert.Equal(["base"], parsed.Words);
    }

    [Fact]
    public void Help_and_version_forgive_what_else_is_missing()
    {
        Assert.True(CommandLineParser.Parse(["completion", "--help"]).Has(Options.Help));
        Assert.True(CommandLineParser.Parse(["help"]).Has(Options.Help));
        Assert.Equal("build", CommandLineParser.Parse(["help", "build"]).Verb.Name);
        Assert.True(CommandLineParser.Parse(["list", "--jobs=2", "--version"]).Has(Options.Version));
    }
}
