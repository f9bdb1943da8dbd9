namespace Octokit;

public abstract class Account
{
    private protected Account() { }

    public string Login { get; protected set; }
}
