using Cake.Common;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Tests;

/// <summary>What the tasks below noted; a service of the host.</summary>
public sealed class Notes
{
    public IList<string> Lines { get; } = [];
}

[TaskName("Greet")]
public sealed class GreetTask(Notes notes) : FrostingTask
{
    public override void Run(ICakeContext context)
    {
        context.Log.Information("hello {0}", context.Argument("name", "world"));
        notes.Lines.Add("count " + context.Argument("count", 1));
        notes.Lines.Add("tags " + string.Join(' ', context.Arguments<string>("tag", "none")));
        notes.Lines.Add("force " + context.HasArgument("force"));
    }
}

[TaskName("Fail")]
public sealed class FailTask : FrostingTask
{
    public override void Run(ICakeContext context) => throw new CakeException(42, "failed on purpose");
}
