using Images.Definitions;
using Images.Reporting.GitHub;

namespace Images.Tests.Reporting.GitHub;

public sealed class WorkflowCommandTests
{
    [Fact]
    public void An_error_in_a_definition_is_annotated_at_its_place()
    {
        var error = new DefinitionError(new("images/blender/image.yaml", 12, 5), "unknown key 'pakages' (did you mean 'apt'?)");
        Assert.Equal(
            "::error file=images/blender/image.yaml,line=12,col=5,title=definition::unknown key 'pakages' (did you mean 'apt'?)",
            Annotation.Of(error).ToString()
        );
    }

    [Fact]
    public void What_would_end_a_property_or_a_message_is_escaped() =>
        Assert.Equal(
            "::warning file=a%2Cb%3Ac%25d,title=x y::100%25%0Anext: a, b",
            new Annotation("warning", "a,b:c%d", null, null, "x\ny", "100%\r\nnext: a, b").ToString()
        );

    [Fact]
    public void Without_properties_there_is_no_space() => Assert.Equal("::add-mask::p%25w", WorkflowCommand.AddMask("p%w"));

    [Fact]
    public void A_group_stops_commands_around_the_output() =>
        Assert.Equal(
            "::group::build a\n::stop-commands::TOKEN\nline\n::error::no\n::TOKEN::\n::endgroup::\n",
            LogGroup.Write("build a", ["line", "::error::no"], "TOKEN")
        );

    [Fact]
    public void Two_groups_never_share_a_token()
    {
        var (one, two) = (LogGroup.Write("a", []), LogGroup.Write("a", []));
        Assert.NotEqual(one, two);
        Assert.Equal(32, one.Split('\n')[1].Split("::")[2].Length);
    }
}
