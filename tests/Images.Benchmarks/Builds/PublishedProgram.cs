using System.Diagnostics;

namespace Images.Benchmarks.Builds;

/// <summary>The program as its users publish it.</summary>
internal static class PublishedProgram
{
    /// <summary>Publishes it out of this checkout.</summary>
    /// <param name="folder">Where to.</param>
    /// <exception cref="InvalidOperationException">That failed, or this is no checkout.</exception>
    public static void Publish(string folder)
    {
        string[] arguments = ["publish", "build", "-o", folder, "--nologo", "-v", "q"];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Checkout(), RedirectStandardOutput = true };
        using var dotnet = Process.Start(start)!;
        var output = dotnet.StandardOutput.ReadToEnd();
        dotnet.WaitForExit();
        if (dotnet.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet publish build failed:\n{output}");
        }
    }

    /// <summary>Finds the checkout that this was built in.</summary>
    /// <returns>Its root.</returns>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static string Checkout()
    {
        var root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Images.sln")))
        {
            root = Path.GetDirectoryName(root);
        }

        return root ?? throw new InvalidOperationException("run this out of a checkout, or name --program");
    }
}
