using System.Text.Json;

namespace Octokit;

public class User : Account
{
    internal User(string login) => Login = login;

    internal static User Read(JsonElement json) => new(json.Text("login"));
}
