using System.Runtime.CompilerServices;
using Images.Rendering.Importing;
using Images.Rendering.Importing.Bake;

namespace Images.Tests.Rendering.Importing;

/// <summary>Expressions of bake files give what <c>docker buildx bake --print</c> prints for them.</summary>
public sealed class HclExpressionTests
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Here())!, "Goldens");

    public static TheoryData<string> Names => [.. Printed().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_expression_gives_what_the_original_gives(string name)
    {
        Assert.Equal(Printed()[name], Arguments("expressions.hcl")[name]);
    }

    [Fact]
    public void Nothing_is_given_that_the_original_does_not_give()
    {
        Assert.Equal(Printed().Keys.Order(StringComparer.Ordinal), Arguments("expressions.hcl").Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a = [1, 2", "bake.hcl:3:1: ',' or ']' is expected here")]
    [InlineData("a = nope", "bake.hcl:2:7: there is no variable 'nope'")]
    [InlineData("a = uper(\"x\")", "bake.hcl:2:7: the function 'uper' is not known here (did you mean 'upper'?)")]
    [InlineData("a = \"open", "bake.hcl:2:12: this text does not end in its line")]
    [InlineData("a = timestamp()", "bake.hcl:2:7: timestamp: what it gives is another thing each time")]
    [InlineData("a = replace(\"x\", \"\", \"y\")", "bake.hcl:2:7: replace: ")]
    [InlineData("a = element([1], -1)", "bake.hcl:2:7: element: ")]
    [InlineData("a = 79228162514264337593543950335 * 10", "bake.hcl:2:")]
    [InlineData("a = 1 / 0", "nothing can be divided by zero")]
    [InlineData("a = { b = 1 }.c", "there is no 'c' in an object")]
    [InlineData("a = <<EOT\nx", "this text does not end: write 'EOT' alone in a line behind it")]
    public void What_is_wrong_is_told_with_its_place(string attribute, string expected)
    {
        var error = Assert.Throws<ImportException>(() => BakeFile.Read("bake.hcl", $"target \"x\" {{\n  {attribute}\n}}", _ => null));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Expressions_nested_without_end_are_refused()
    {
        var error = Assert.Throws<ImportException>(() =>
            BakeFile.Read("bake.hcl", $"target \"x\" {{ a = {new string('(', 100_000)}1 }}", _ => null)
        );

        Assert.Contains("this is nested too deeply", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_calls_itself_without_end_is_refused()
    {
        const string Text = """
            function "f" {
              params = [x]
              result = f(x)
            }
            target "x" { args = { A = f(1) } }
            """;

        var error = Assert.Throws<ImportException>(() => BakeFile.Read("bake.hcl", Text, _ => null));

        Assert.Contains("it calls itself without end", error.Message, StringComparison.Ordinal);
    }

    private static string Here([CallerFilePath] string path = "") => path;

    // What bake prints is a bake file itself.
    private static IReadOnlyDictionary<string, string> Printed() => Arguments("expressions.json");

    private static IReadOnlyDictionary<string, string> Arguments(string file) =>
        Assert.Single(BakeFile.Read(file, File.ReadAllText(Path.Combine(Folder, file)), _ => null)).Map("args");
}
