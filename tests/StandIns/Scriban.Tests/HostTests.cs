using System.Reflection;

namespace StandIns.Scriban;

public sealed class HostTests
{
    [Fact]
    public void The_recorded_host_program_prints_what_it_printed_with_the_package()
    {
        var expected = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Goldens", "host", "host.out"));
        var output = Console.Out;
        using var printed = new StringWriter { NewLine = "\n" };
        Console.SetOut(printed);
        try
        {
            var main = Assembly.Load("Scriban.Host").EntryPoint!;
            main.Invoke(null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(output);
        }

        Assert.Equal(expected, printed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
