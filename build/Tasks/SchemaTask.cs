using Cake.Frosting;
using Images.Build.Hosting;
using Images.Definitions;
using Images.Jobs.Files;

namespace Images.Build.Tasks;

/// <summary>Writes the JSON schemas of the definition files beside them.</summary>
[TaskName("Schema")]
[TaskDescription("Writes the JSON schemas of the definition files")]
public sealed class SchemaTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        Write(context, "images/family.schema.json", SchemaWriter.Family());
        Write(context, "images/image.schema.json", SchemaWriter.Image());
        Write(context, "images/job.schema.json", JobSchema.Write());
    }

    private static void Write(BuildContext context, string path, string schema)
    {
        File.WriteAllText(Path.Combine(context.Settings.Root, path), schema);
        context.Output.Note($"wrote {path}");
    }
}
