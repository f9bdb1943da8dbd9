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
}
