using System.Text.Json;

namespace Octokit;

public class Author
{
    internal Author(string login) => Login = login;

    public string Login { get; protected set; }

    internal static Author Read(JsonElement json) => new(json.Text("login"));
}
