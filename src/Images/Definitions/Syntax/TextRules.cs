using System.Globalization;

namespace Images.Definitions.Syntax;

/// <summary>The rules for texts in definitions.</summary>
internal static partial class TextRules
{
    /// <summary>The platforms that engines and registries know.</summary>
    private static readonly IReadOnlyList<string> Platforms =
    [
        "linux/386",
        "linux/amd64",
        "linux/amd64/v2",
        "linux/amd64/v3",
        "linux/amd64/v4",
        "linux/arm/v5",
        "linux/arm/v6",
        "linux/arm/v7",
        "linux/arm64",
        "linux/arm64/v8",
        "linux/loong64",
        "linux/mips64le",
        "linux/ppc64le",
        "linux/riscv64",
        "linux/s390x",
    ];

    /// <summary>Gets any single line.</summary>
    public static TextRule Line { get; } = new("a line of text", static text => text.Length > 0);

    /// <summary>Gets any single line, which may be empty.</summary>
    public static TextRule Value { get; } = new("a line of text", static _ => true);

    /// <summary>Gets a single line in which nothing is replaced.</summary>
    public static TextRule Name { get; } = Line with { Interpolated = false };

    /// <summary>Gets any single line, which may be empty, in which nothing is replaced.</summary>
    public static TextRule PlainValue { get; } = Value with { Interpolated = false };

    /// <summary>Gets any text.</summary>
    public static TextRule Lines { get; } = new("text", static text => text.Length > 0) { MultiLine = true };

    /// <summary>Gets any text, which may be empty.</summary>
    public static TextRule FreeText { get; } = new("text", static _ => true) { MultiLine = true };

    /// <summary>Gets a key that is any single line.</summary>
    public static TextRule AnyKey { get; } = new("a key", static text => text.Length > 0);

    /// <summary>Gets an image in <c>FROM</c>.</summary>
    public static TextRule From { get; } =
        new(
            "an image reference: lower-case NAME, NAME:TAG or NAME@sha256:DIGEST",
            static text => ImageReference.TryParse(text) is not null
        );

    /// <summary>Gets an external image, as a key.</summary>
    public static TextRule Base { get; } = From with { Name = "an image reference such as debian:bookworm-slim" };

    /// <summary>Gets a tag.</summary>
    public static TextRule Tag { get; } =
        new("a tag: letters, digits, '_', '.' and '-', at most 128, the first no '.' or '-'", ImageReference.IsTag, TagPattern);

    /// <summary>Gets the value of an axis.</summary>
    public static TextRule AxisValue { get; } =
        Tag with
        {
            Name = "a value for an axis: it becomes part of tags, so letters, digits, '_', '.' and '-'",
            Interpolated = false,
        };

    /// <summary>Gets the name of a template.</summary>
    public static TextRule Template { get; } =
        Matching("a template's name: lower-case letters, digits, '.', '_' and '-'", TemplateGrammar());

    /// <summary>Gets where images are published.</summary>
    public static TextRule Registry { get; } =
        Matching("a registry and namespace such as docker.io/acme or localhost:5000", RegistryGrammar()) with
        {
            Interpolated = false,
        };

    /// <summary>Gets the words for an image that is published nowhere, and for one that is as the family says.</summary>
    public static TextRule PushWord { get; } =
        TextRule.OneOf("the word never or anywhere, or a list of the family's registries", "never", "anywhere");

    /// <summary>Gets what happens without an external base.</summary>
    public static TextRule WithoutBase { get; } = TextRule.OneOf("fail or skip", "fail", "skip");

    /// <summary>Gets a platform.</summary>
    public static TextRule Platform { get; } = TextRule.OneOf("a platform", Platforms) with { Interpolated = false };

    /// <summary>Gets an address on the web.</summary>
    public static TextRule Address { get; } =
        new("an address such as https://github.com/acme/images", IsAddress, "https?://.+") { Interpolated = false };

    /// <summary>Gets a licence expression.</summary>
    public static TextRule Licenses { get; } = Matching("an SPDX licence expression such as GPL-2.0-or-later", LicenseGrammar());

    /// <summary>Gets the name of an argument or environment variable.</summary>
    public static TextRule VariableName { get; } =
        Matching("a variable's name: letters, digits and '_', the first no digit", VariableGrammar());

    /// <summary>Gets the key of a label.</summary>
    public static TextRule LabelKey { get; } = Matching("a label's key: letters, digits, '.', '_', '/' and '-'", LabelGrammar());

    /// <summary>Gets a Debian package.</summary>
    public static TextRule DebianPackage { get; } =
        Matching("a Debian package: NAME, NAME:ARCHITECTURE, NAME=VERSION or NAME/RELEASE", DebianGrammar());

    /// <summary>Gets a Python requirement.</summary>
    public static TextRule PythonRequirement { get; } =
        new("a Python requirement such as requests>=2.31", static text => text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]));

    /// <summary>Gets an R package.</summary>
    public static TextRule RPackage { get; } = Matching("an R package: NAME, NAME@VERSION or OWNER/REPOSITORY[@REF]", RGrammar());

    /// <summary>Gets a user.</summary>
    public static TextRule User { get; } = Matching("a user: USER or USER:GROUP, by name or number", UserGrammar());

    /// <summary>Gets a directory in an image.</summary>
    public static TextRule Directory { get; } = new("an absolute path such as /work", static text => text.StartsWith('/'), "/.*");

    /// <summary>Gets an exposed port.</summary>
    public static TextRule Port { get; } = new("a port such as 8080 or 53/udp, from 1 to 65535", IsPort, PortPattern);

    /// <summary>Gets a date.</summary>
    public static TextRule Date { get; } =
        new(
            "a date such as 2027-04-30",
            static text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            @"\d{4}-\d{2}-\d{2}"
        );

    /// <summary>Gets a size.</summary>
    public static TextRule Size { get; } =
        new("a size such as 900MB or 1.5GiB", static text => ByteSize.TryParse(text, out _), ByteSize.Pattern);

    /// <summary>Gets a duration.</summary>
    public static TextRule Duration { get; } =
        new("a duration such as 30s or 2m, at most 24h", static text => Durations.TryParse(text, out _), Durations.Pattern);

    /// <summary>Gets a number of days or weeks.</summary>
    public static TextRule Interval { get; } =
        new("an interval such as 7d or 2w, at most a year, or 'never'", static text => Intervals.TryParse(text, out _), Intervals.Pattern);

    /// <summary>Gets a number of layers.</summary>
    public static TextRule LayerCount { get; } = TextRule.Number("a number of layers from 1 to 127", 1, 127);

    /// <summary>Gets a process's exit code.</summary>
    public static TextRule ExitCode { get; } = TextRule.Number("an exit code from 0 to 255", 0, 255);

    /// <summary>Gets the name under which something is mounted.</summary>
    public static TextRule MountId { get; } = Matching("a name: letters, digits, '.', '_' and '-'", MountIdGrammar());

    /// <summary>Gets yes or no.</summary>
    public static TextRule YesOrNo { get; } = TextRule.OneOf("true or false", "true", "false");

    /// <summary>Gets the network of a test.</summary>
    public static TextRule Network { get; } = TextRule.OneOf("a network for a test", "none", "bridge");

    /// <summary>Gets a fixture and where a test finds it.</summary>
    public static TextRule Mount { get; } =
        new(
            "a mount such as fixtures:/fixtures: a file or folder beside the definition, and a directory in the container",
            static text =>
                text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && IsBeside(text[..colon]) && IsInner(text[(colon + 1)..]),
            "[^/:][^:]*:/.+"
        );

    /// <summary>Gets a file that a test leaves.</summary>
    public static TextRule OutputFile { get; } =
        new("a file in a directory such as /work/picture.png", static text => IsInner(text) && text.LastIndexOf('/') > 0, "/.+/.+");

    /// <summary>Gets a number of processes.</summary>
    public static TextRule ProcessCount { get; } = TextRule.Number("a number of processes from 1 to 4194304", 1, 4_194_304);

    /// <summary>Gets a directory in memory.</summary>
    public static TextRule Tmpfs { get; } =
        Matching("a directory in memory such as /tmp:exec or /run:size=16m,mode=1777", TmpfsGrammar()) with
        {
            IsValid = static text => TmpfsGrammar().IsMatch(text) && IsInner(text.Split(':')[0]),
        };

    /// <summary>Gets a capability that may be given back: those of an ordinary container, none that leads out of it.</summary>
    public static TextRule Capability { get; } =
        TextRule.OneOf(
            "a capability that containers have by default",
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "NET_RAW",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT"
        );

    /// <summary>Gets a distribution that bases can be made from.</summary>
    public static TextRule Distribution { get; } =
        TextRule.OneOf("a distribution that a base can be made of", "debian") with
        {
            Interpolated = false,
        };

    /// <summary>Gets a release's code name.</summary>
    public static TextRule Suite { get; } =
        Matching("a release's code name such as bookworm", SuiteGrammar()) with
        {
            Interpolated = false,
        };

    /// <summary>Gets what a stream must hold.</summary>
    public static TextRule Expectation { get; } =
        new("text, or a regular expression of RE2 between slashes", static text => text.Length > 0 && NoExpectation(text) is null)
        {
            MultiLine = true,
            WhyNot = NoExpectation,
        };

    /// <summary>Gets a file of structure tests.</summary>
    public static TextRule StructureFile { get; } =
        new(
            "a file beside this one that ends with .yaml, .yml or .json",
            static text =>
                IsBeside(text)
                && (
                    text.EndsWith(".yaml", StringComparison.Ordinal)
                    || text.EndsWith(".yml", StringComparison.Ordinal)
                    || text.EndsWith(".json", StringComparison.Ordinal)
                )
        );

    /// <summary>Gets what a variable or label must be, which may be empty.</summary>
    public static TextRule ExpectedValue { get; } =
        new("text, or a regular expression of RE2 between slashes", static text => NoExpectation(text) is null) { WhyNot = NoExpectation };

    /// <summary>Gets a file's permissions.</summary>
    public static TextRule FileMode { get; } =
        new(
            "three or four octal digits, such as 755",
            static text => text.Length is 3 or 4 && text.All(static digit => digit is >= '0' and <= '7'),
            "[0-7]{3,4}"
        );

    /// <summary>Gets a file's owner.</summary>
    public static TextRule FileOwner { get; } =
        new(
            "UID or UID:GID, numbers",
            static text =>
                text.Split(':') is { Length: 1 or 2 } parts
                && parts.All(static part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)),
            "[0-9]+(:[0-9]+)?"
        );

    /// <summary>Gets a port without a protocol.</summary>
    public static TextRule PortNumber { get; } =
        new(
            "a port from 1 to 65535",
            static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535,
            "[0-9]{1,5}"
        );
}
