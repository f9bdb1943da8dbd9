namespace Octokit;

public enum MakeLatestQualifier
{
    True = 1,
    False = 2,
    Legacy = 3,
}
