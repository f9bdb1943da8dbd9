namespace Octokit;

public class Credentials
{
    public static readonly Credentials Anonymous = new();

    public Credentials(string token)
        : this(token, AuthenticationType.Oauth) { }

    public Credentials(string token, AuthenticationType authenticationType)
    {
        Ensure.NotEmpty(token, nameof(token));
        Password = token;
        AuthenticationType = authenticationType;
    }

    public Credentials(string login, string password)
        : this(login, password, AuthenticationType.Basic) { }

    public Credentials(string login, string password, AuthenticationType authenticationType)
    {
        Ensure.NotEmpty(login, nameof(login));
        Ensure.NotEmpty(password, nameof(password));
        Login = login;
        Password = password;
        AuthenticationType = authenticationType;
    }

    private Credentials() => AuthenticationType = AuthenticationType.Anonymous;

    public string Login { get; }

    public string Password { get; }

    public AuthenticationType AuthenticationType { get; }
}
