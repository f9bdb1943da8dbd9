using Cake.Frosting;
using Images.Build.Hosting;
using Images.Building;
using Images.Testing.Integrity;

namespace Images.Build.Tasks;

/// <summary>Compares the engine's images with those that were written down.</summary>
[TaskName("Verify")]
[TaskDescription("Compares the engine's images of the family with a committed list of names, tags and ids")]
public sealed class VerifyTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        var settings = context.Settings;
        var path = settings.Words is [var named]
            ? Path.GetFullPath(named, settings.WorkingFolder)
            : Path.Combine(settings.Root, IntegrityFile.FileName);
        var shown = settings.Words is [var word] ? word : IntegrityFile.FileName;
        var listed = settings.Write ? [] : IntegrityFile.Read(path, shown);
        var engine = (await context.EnginesAsync(mayStart: false)).All[0];
        var check = new IntegrityCheck(context.LoadFamily().Family, engine.Store);
        if (settings.Write)
        {
            var built = await check.BuiltAsync(context.Cancellation);
            if (built.Count == 0)
            {
                throw new RunFailedException("verify: the engine has no image of the family; build and test some, then write the list");
            }

            context.Output.Note(
                $"{(IntegrityFile.Write(path, built) ? "wrote" : "nothing changed in")} {shown}: {Amount.Count(built.Count, "name")}"
            );
            return;
        }

        var problems = await check.RunAsync(listed, context.Cancellation);
        foreach (var problem in problems)
        {
            await context.Output.Log.WriteLineAsync(problem);
        }

        if (problems.Count > 0)
        {
            throw new RunFailedException(
                $"verify: {Amount.Count(problems.Count, "name")} {(problems.Count == 1 ? "is" : "are")} not as listed; build these images from what was listed, or 'verify --write'"
            );
        }

        context.Output.Note($"{Amount.Count(listed.Count, "name")} as listed in {shown}");
    }
}
