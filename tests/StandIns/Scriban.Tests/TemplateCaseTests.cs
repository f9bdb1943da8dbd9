namespace StandIns.Scriban;

public sealed class TemplateCaseTests
{
    public static TheoryData<string> Cases => new(TemplateCase.Names);

    [Fact]
    public void All_recorded_cases_are_there() => Assert.Equal(412, TemplateCase.Names.Count());

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_recorded_case_gives_the_recorded_text_or_message(string name)
    {
        var recorded = TemplateCase.Read(name);

        Assert.Equal(recorded.Expected, recorded.Render());
    }

    [Fact]
    public void A_template_renders_the_same_text_again()
    {
        foreach (var name in TemplateCase.Names.Where(name => string.CompareOrdinal(name, "330") >= 0))
        {
            // Rendering may write to the model, so each time has its own.
            Assert.Equal(TemplateCase.Read(name).Render(), TemplateCase.Read(name).Render());
        }
    }
}
