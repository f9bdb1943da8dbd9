using Images.Definitions;

namespace Images.Jobs.Files;

/// <summary>Writes the table of a job file's keys as JSON Schema for editors.</summary>
public static class JobSchema
{
    /// <summary>Writes it.</summary>
    /// <returns>Indented JSON with LF line ends and one at the end.</returns>
    public static string Write() => SchemaWriter.Write("job file", "A job that runs in a container, or several.", JobKeys.File);
}
