using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;

namespace Images.Engines;

/// <summary>Fills volumes through a container that holds them and is never started.</summary>
/// <param name="engine">The engine.</param>
/// <param name="containers">Makes and removes the container.</param>
public sealed class FixtureVolumes(EngineConnection engine, Containers containers) : IFixtureVolumes
{
    /// <inheritdoc/>
    public async Task<IFilledVolumes> FillAsync(string image, IReadOnlyList<Fixture> fixtures, CancellationToken cancellationToken)
    {
        var targets = fixtures.Select(fixture => fixture.Target).ToList();
#pragma warning disable CA2000 // Dispose objects before losing scope: what is given back owns it
        var holder = await VolumeHolder.CreateAsync(engine.Http, containers, new(image) { EmptyVolumes = targets });
#pragma warning restore CA2000
        try
        {
            foreach (var fixture in fixtures)
            {
                await FillAsync(holder, fixture, cancellationToken);
            }

            var names = await holder.NamesAsync(cancellationToken);
            return new Filled(holder, targets.ConvertAll(target => new VolumeMount(names[target], target)));
        }
        catch
        {
            await holder.DisposeAsync();
            throw;
        }
    }

    private static async Task FillAsync(VolumeHolder holder, Fixture fixture, CancellationToken cancellationToken)
    {
        var folder = fixture.IsFile ? Path.GetDirectoryName(fixture.Source)! : fixture.Source;
        try
        {
            await using var archive = new FileStream(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.ReadWrite,
                    Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
                }
            );
            var only = fixture.IsFile ? Path.GetFileName(fixture.Source) : null;
            await FixtureArchive.WriteAsync(new DirectoryContext(folder), only, archive, cancellationToken);
            archive.Position = 0;
            await holder.Files.PutAsync(fixture.Target, archive, cancellationToken);
        }
        catch (Exception error) when (error is BuildContextException or IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"fixture {fixture.Source}: {error.Message}", error);
        }
    }

    private sealed class Filled(VolumeHolder holder, IReadOnlyList<VolumeMount> mounts) : IFilledVolumes
    {
        public IReadOnlyList<VolumeMount> Mounts => mounts;

        public ValueTask DisposeAsync() => holder.DisposeAsync();
    }
}
