namespace Octokit;

public interface IApiInfoProvider
{
    ApiInfo GetLastApiInfo();
}
