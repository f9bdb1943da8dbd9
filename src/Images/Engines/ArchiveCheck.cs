using Images.Definitions;

namespace Images.Engines;

/// <summary>The doctor's check of the packages from which a base would be made.</summary>
internal static class ArchiveCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Asks the archive for the suite's index.</summary>
    public static async Task<DoctorCheck> RunAsync(BootstrapRecipe recipe, HostEnvironment host, CancellationToken cancellationToken)
    {
        var name = $"packages of {recipe.Distribution} {recipe.Suite}";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var words = BootstrapSources.Choose(recipe, host, AptSources.OfMachine())[0].Split(' ');
            var index = new Uri($"{words[1].TrimEnd('/')}/dists/{words[2]}/InRelease");
            if (index.Scheme is not ("http" or "https"))
            {
                return new DoctorCheck(name, DoctorStatus.Ok, $"{index.Scheme}: not asked");
            }

            using var http = new HttpClient();
            using var answer = await http.GetAsync(index, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.IsSuccessStatusCode
                ? new DoctorCheck(name, DoctorStatus.Ok, $"{index.Host} answers")
                : new DoctorCheck(
                    name,
                    DoctorStatus.Failure,
                    $"{index}: {(int)answer.StatusCode}",
                    $"name a mirror with {BootstrapSources.Variable}=URL"
                );
        }
        catch (EngineException e)
        {
            return new DoctorCheck(name, DoctorStatus.Warning, e.Message, $"name a mirror with {BootstrapSources.Variable}=URL");
        }
        catch (Exception e) when (e is HttpRequestException or UriFormatException)
        {
            return new DoctorCheck(name, DoctorStatus.Failure, e.Message, $"name a mirror with {BootstrapSources.Variable}=URL");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DoctorCheck(
                name,
                DoctorStatus.Failure,
                $"no answer within {Limit.TotalSeconds:0} s",
                $"name a mirror with {BootstrapSources.Variable}=URL"
            );
        }
    }
}
