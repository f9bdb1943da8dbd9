using System.Text;
using System.Text.Json;

namespace Images.Jobs.Staging;

/// <summary>Writes a set-up as a Dockerfile: a RUN for each stage, which builds keep, and behind CACHEBUST what runs at each set-up.</summary>
internal static class SetupDockerfile
{
    /// <summary>Writes it, for any builder since Docker 17.</summary>
    /// <param name="image">What it begins with.</param>
    /// <param name="folder">The computation's folder in its repository, the empty text or ending with a slash.</param>
    /// <param name="script">The set-up.</param>
    /// <returns>The text.</returns>
    public static string Write(string image, string folder, SetupScript script)
    {
        var text = new StringBuilder()
            .Append("# Build it in the repository's top folder: docker build --build-arg CACHEBUST=$(date +%s) --file FILE .\n")
            .Append($"FROM {image}\n")
            .Append("USER 0:0\n")
            .Append(
                $"ENV COMPDIR={ComputationFolders.Repository}/{folder.TrimEnd('/')} GFSDIR={ComputationFolders.Storage} {SetupPrelude.Folder}={ComputationFolders.Setup}\n".Replace(
                    $"{ComputationFolders.Repository}/ ",
                    $"{ComputationFolders.Repository} ",
                    StringComparison.Ordinal
                )
            )
            .Append($"WORKDIR {ComputationFolders.Setup}\n");
        var plain = new StringBuilder();
        var (isCopied, isBusted) = (false, false);
        foreach (var step in script.Steps)
        {
            if (step.Kind == SetupStepKind.Plain)
            {
                plain.Append(step.Text).Append('\n');
                continue;
            }

            if (step.Kind == SetupStepKind.Everytime && !isBusted)
            {
                text.Append("ARG CACHEBUST\n");
                isBusted = true;
            }

            if (!isCopied && (step.Text + plain).Contains("COMPDIR", StringComparison.Ordinal))
            {
                text.Append($"COPY . {ComputationFolders.Repository}/\n");
                isCopied = true;
            }

            text.Append("RUN ").Append(Command(script.Shell, plain + step.Text)).Append('\n');
        }

        return text.ToString();
    }

    // What is more than a plain line goes in the form for programs, where nothing but the shell reads it.
    private static string Command(string shell, string text) =>
        shell != SetupScript.Empty.Shell
        || text.AsSpan().ContainsAny('\n', '\\')
        || text[0] is '[' or '-' or '<' or '#'
        || text.Contains("<<", StringComparison.Ordinal)
            ? $"[{Quoted(shell)}, \"-c\", {Quoted(text)}]"
            : text;

    private static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
