using System.Text.Json;

namespace Octokit;

public class ApiErrorDetail
{
    public ApiErrorDetail() { }

    public ApiErrorDetail(string message, string code, string field, string resource)
    {
        Message = message;
        Code = code;
        Field = field;
        Resource = resource;
    }

    public string Message { get; }

    public string Code { get; }

    public string Field { get; }

    public string Resource { get; }

    internal static ApiErrorDetail Read(JsonElement json) =>
        new(json.Text("message"), json.Text("code"), json.Text("field"), json.Text("resource"));
}
