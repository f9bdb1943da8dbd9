using Images.BuildKit.Contexts;
using Images.Planning;

namespace Images.Tests.Planning;

public sealed class RecordedInputsTests
{
    private static readonly string Digest = new('a', 64);

    private static readonly OwnInputs Own = new(
        "# header\nFROM base:default\nRUN echo \"ä\" \\\n  && true\nCOPY a /\n",
        new Dictionary<string, string> { ["B"] = "2", ["A"] = "1" },
        ["linux/amd64"],
        Reproducible: true,
        [
            new("a", ContextEntryKind.File, UnixFileMode.UserRead, Digest),
            new("l", ContextEntryKind.SymbolicLink, UnixFileMode.UserRead, "a"),
        ]
    );

    private static readonly FingerprintInputs Inputs = new(
        new Dictionary<string, string> { ["base:default"] = "sha256:1" },
        new Dictionary<string, string>(),
        null
    )
    {
        Attestations = "provenance Min",
        Commit = "c 1",
    };

    [Fact]
    public void What_is_written_is_read_again()
    {
        var recorded = RecordedInputs.Of(Own, Inputs);
        var read = RecordedInputs.Parse(recorded.ToJson())!;
        Assert.Equivalent(recorded, read, strict: true);
        Assert.Equal(recorded.ToJson(), read.ToJson());
        Assert.Equal(["FROM base:default", "RUN echo \"ä\" \\\n  && true", "COPY a /"], read.Instructions);
    }

    [Fact]
    public void It_is_the_same_text_whatever_the_order_in_which_values_came()
    {
        var other = Own with
        {
            Args = new Dictionary<string, string> { ["A"] = "1", ["B"] = "2" },
            Files = [.. Own.Files.Reverse()],
        };
        Assert.Equal(RecordedInputs.Of(Own, Inputs).ToJson(), RecordedInputs.Of(other, Inputs).ToJson());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"form\":2}")]
    [InlineData("{\"form\":1,\"dockerfile\":7}")]
    public void What_another_version_or_somebody_else_wrote_is_nothing(string? text) => Assert.Null(RecordedInputs.Parse(text));

    [Fact]
    public void Very_many_files_are_summed_up_by_folder_as_deep_down_as_possible()
    {
        var files = Enumerable
            .Range(0, 3000)
            .Select(index => new InputFile($"data/{index % 10}/{index}", ContextEntryKind.File, UnixFileMode.UserRead, Digest))
            .Append(new InputFile("run.sh", ContextEntryKind.File, UnixFileMode.UserRead, Digest))
            .ToList();
        var before = FileDigests.Of(files);
        Assert.Equal([.. Enumerable.Range(0, 10).Select(index => $"data/{index}/"), "run.sh"], before.Keys.Order(StringComparer.Ordinal));
        files[1] = files[1] with { Content = new string('b', 64) };
        var changed = FileDigests.Of(files).Where(line => before[line.Key] != line.Value).Select(line => line.Key);
        Assert.Equal(["data/1/"], changed);
    }
}
