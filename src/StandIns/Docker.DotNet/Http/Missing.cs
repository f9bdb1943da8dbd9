namespace Docker.DotNet;

/// <summary>What a 404 of a request means.</summary>
internal enum Missing
{
    Other,
    Image,
    Container,
}
