namespace Images.Build.CommandLine;

public class TablesTests
{
    [Fact]
    public void No_two_options_share_a_spelling()
    {
        var spellings = Options.All.SelectMany(option =>
            option.Aliases.Append(option.Name).Concat(option.Negatable ? [$"no-{option.Name}"] : Array.Empty<string>())
        );
        var letters = Options.All.Select(option => option.Short).OfType<char>().ToList();

        Assert.Distinct(spellings);
        Assert.Distinct(letters);
    }

    [Fact]
    public void Options_name_only_verbs_that_there_are()
    {
        var names = Verbs.All.Select(verb => verb.Name).ToHashSet();

        Assert.All(Options.All.SelectMany(option => option.Verbs), name => Assert.Contains(name, names));
    }

    [Fact]
    public void Every_verb_has_its_task_and_every_task_its_verb()
    {
        var tasks = typeof(Verb)
            .Assembly.GetExportedTypes()
            .Select(type => type.GetCustomAttributes(typeof(Cake.Frosting.TaskNameAttribute), inherit: false))
            .SelectMany(attributes => attributes.Cast<Cake.Frosting.TaskNameAttribute>())
            .Select(attribute => attribute.Name);

        Assert.Equal(Verbs.All.Select(verb => verb.Target).Order(), tasks.Order());
    }

    [Fact]
    public void Every_example_parses()
    {
        foreach (var example in Verbs.All.SelectMany(verb => verb.Examples))
        {
            var words = example.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('\''));
            Assert.NotNull(CommandLineParser.Parse([.. words]));
        }
    }

    [Fact]
    public void Exit_codes_are_distinct_and_ascending()
    {
        var codes = ExitCode.All.Select(row => row.Code).ToList();

        Assert.Equal(codes.Distinct().Order(), codes);
    }
}
