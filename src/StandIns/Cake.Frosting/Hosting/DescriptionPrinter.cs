using Cake.Core;

namespace Cake.Frosting;

/// <summary>Prints a table of the tasks with their descriptions.</summary>
internal static class DescriptionPrinter
{
    private const int NameWidth = 30;
    private const int DescriptionWidth = 50;

    internal static void Print(IConsole console, IReadOnlyList<CakeTask> tasks)
    {
        var width = tasks.Aggregate(NameWidth, (longest, task) => Math.Max(longest, task.Name.Length + 1));
        console.WriteLine("{0}", "");
        console.WriteLine("{0}", "Task".PadRight(width) + "Description");
        console.WriteLine("{0}", new string('=', width + DescriptionWidth));
        foreach (var task in tasks)
        {
            console.WriteLine("{0}", task.Name.PadRight(width) + task.Description);
        }
    }
}
