namespace Images.Tests.Jobs.Pictures;

/// <summary>Pictures by another program (Python's zlib and struct), with what they show.</summary>
internal static class PngSamples
{
    public static (string Kind, string Base64, string Pixels)[] All { get; } =
    [
        (
            "colour, every filter",
            "iVBORw0KGgoAAAANSUhEUgAAAAMAAAAFCAIAAAAPE8H1AAAABUlEQVR4nGNgMHsNgqkAAAADdEVYdGEAYtxJojsAAAAoSURBVM2af4XTrngFo2xQ+3wwYJKFAWar0Py4e/fuxcWxQATmy8oCAJ9zD22C49USAAAAAElFTkSuQmCC",
            "3x5 00356a9fd4093e73a81d5287bcf1265b90c53a6fa4d90e4378ade2578cc1f62b6095caff74a9de13487db2e71c"
        ),
        (
            "colour with alpha",
            "iVBORw0KGgoAAAANSUhEUgAAAAMAAAABCAYAAAAb4BS0AAAABUlEQVR4nGPgEpXuWwYAAAADdEVYdGEAYtxJojsAAAAOSURBVJH7D8QMKSkpDQARGAMksAegMAAAAABJRU5ErkJggg==",
            "3x1 0a141effffffb1b1b1"
        ),
        (
            "sixteen bits",
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABEAIAAADA54+dAAAABUlEQVR4nGNgTCK+v74AAAADdEVYdGEAYtxJojsAAAAKSURBVGZKZk4GAAOWATC3hAyYAAAAAElFTkSuQmCC",
            "1x1 010203"
        ),
        (
            "grey of one bit",
            "iVBORw0KGgoAAAANSUhEUgAAAAQAAAABAQAAAADRRzJgAAAABUlEQVR4nGNYAEpLDv4AAAADdEVYdGEAYtxJojsAAAAFSURBVAAAogChN6FDuQAAAABJRU5ErkJggg==",
            "4x1 ffffff000000ffffff000000"
        ),
        (
            "grey of four bits",
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABBAAAAAAUuc1XAAAABUlEQVR4nGOQB9cMxhsAAAADdEVYdGEAYtxJojsAAAAFSURBVAAAIQAgTm1V1gAAAABJRU5ErkJggg==",
            "2x1 111111ffffff"
        ),
        (
            "grey with alpha",
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAABUlEQVR4nGMw+roH9FMAAAADdEVYdGEAYtxJojsAAAAGSURBVA8AAWYBMuSKGyMAAAAASUVORK5CYII=",
            "1x1 323232"
        ),
        (
            "palette of two bits",
            "iVBORw0KGgoAAAANSUhEUgAAAAMAAAABAgMAAABmjvwnAAAACVBMVEUBAQECAwQFBge1OkrrAAAABUlEQVR4nGNIAACJHK8AAAADdEVYdGEAYtxJojsAAAAFSURBVAAAYgBhPWoXSQAAAABJRU5ErkJggg==",
            "3x1 020304050607010101"
        ),
    ];
}
