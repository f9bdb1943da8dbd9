namespace Images.Definitions;

/// <summary>
/// Reads the secrets and SSH agents of an image: the family's, and over them its own. What a parent image declares is not
/// handed on, so that only the build that needs a secret can see it.
/// </summary>
/// <param name="root">The absolute path of the family.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class SecretReader(string root, DefinitionErrors errors)
{
    /// <summary>Reads the secrets.</summary>
    /// <param name="files">The values of the family and of the image.</param>
    /// <returns>One of each id.</returns>
    public IReadOnlyList<SecretDefinition> Secrets(params ReadOnlySpan<DefinitionValues> files)
    {
        var secrets = new OrderedDictionary<string, SecretDefinition>(StringComparer.Ordinal);
        foreach (var values in files)
        {
            foreach (
                var secret in Distinct("secrets", values.List("secrets").Select(Secret), static secret => (secret.Id, secret.Location))
            )
            {
                secrets[secret.Id] = secret;
            }
        }

        return [.. secrets.Values];
    }

    /// <summary>Reads the SSH agents.</summary>
    /// <param name="files">The values of the family and of the image.</param>
    /// <returns>One of each id.</returns>
    public IReadOnlyList<SshDefinition> Agents(params ReadOnlySpan<DefinitionValues> files)
    {
        var agents = new OrderedDictionary<string, SshDefinition>(StringComparer.Ordinal);
        foreach (var values in files)
        {
            var named = (values.Texts("ssh") ?? []).Select(static name => new SshDefinition(
                name.Value,
                SshDefinition.UsualVariable,
                null,
                name.Location
            ));
            var all = named.Concat(values.List("ssh").Select(Agent));
            foreach (var agent in Distinct("ssh", all, static agent => (agent.Id, agent.Location)))
            {
                agents[agent.Id] = agent;
            }
        }

        return [.. agents.Values];
    }

    private SecretDefinition Secret(DefinitionValues values)
    {
        var file = values.Text("file");
        return new(
            values.Text("id")?.Value ?? string.Empty,
            values.Text("env")?.Value,
            file is null ? null : OutsideOfContexts(file, "secret's file"),
            values.Text("required")?.Value != "false",
            values.Location
        );
    }

    private SshDefinition Agent(DefinitionValues values)
    {
        var (env, socket) = (values.Text("env"), values.Text("socket"));
        if (env is not null && socket is not null)
        {
            errors.Add(socket.Location, "'env' and 'socket' both say where the agent is; leave one out");
        }

        return new(
            values.Text("id")?.Value ?? string.Empty,
            socket is null ? env?.Value ?? SshDefinition.UsualVariable : null,
            socket is null ? null : OutsideOfContexts(socket, "socket"),
            values.Location
        );
    }

    // What lies in an image's folder is in its build context, where one COPY is enough to put it into a layer.
    private string OutsideOfContexts(Located<string> path, string what)
    {
        if (path.Value == "~" || path.Value.StartsWith("~/", StringComparison.Ordinal))
        {
            return path.Value;
        }

        var folder = Path.GetDirectoryName(Path.Combine(root, path.Location.File))!;
        var full = Path.GetFullPath(path.Value, folder);
        var images = Path.Combine(root, "images") + Path.DirectorySeparatorChar;
        if (full.StartsWith(images, StringComparison.Ordinal) && full.AsSpan(images.Length).Contains(Path.DirectorySeparatorChar))
        {
            var image = full[images.Length..].Split(Path.DirectorySeparatorChar)[0];
            errors.Add(
                path.Location,
                $"the {what} {TextProblems.Quote(path.Value)} lies in images/{image}, whose COPY could put it into an image; keep it outside of the images' folders"
            );
        }

        return full;
    }

    private IEnumerable<T> Distinct<T>(string key, IEnumerable<T> items, Func<T, (string Id, SourceLocation Location)> about)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items.Where(item => about(item).Id.Length > 0))
        {
            var (id, location) = about(item);
            if (seen.Add(id))
            {
                yield return item;
            }
            else
            {
                errors.Add(location, $"'{id}' stands twice in '{key}'");
            }
        }
    }
}
