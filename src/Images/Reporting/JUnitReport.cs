using System.Globalization;
using System.Text;
using System.Xml;
using Images.Building;
using Images.Engines;
using Images.Testing;

namespace Images.Reporting;

/// <summary>Writes a run as JUnit XML: one suite an image, whose first case is its build.</summary>
/// <remarks>Keeps to what both Jenkins' and Ant's schema of the format allow.</remarks>
public static class JUnitReport
{
    private const int MostLines = 200;
    private const int LongestLine = 1000;

    /// <summary>Writes the document.</summary>
    /// <param name="report">The run.</param>
    /// <returns>XML in UTF-8's declaration, LF line ends, one final LF.</returns>
    public static string Write(RunReport report)
    {
        var settings = new XmlWriterSettings
        {
            Indent = true,
            NewLineChars = "\n",
            OmitXmlDeclaration = true,
        };
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(text, settings))
        {
            xml.WriteStartElement("testsuites");
            for (var index = 0; index < report.Images.Count; index++)
            {
                WriteSuite(xml, report, report.Images[index], index);
            }

            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void WriteSuite(XmlWriter xml, RunReport report, TestedImage image, int index)
    {
        var built = image.Built;
        var tally = TestTally.Of(image.Verdicts);
        var buildSkipped = IsSkipped(built);
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", built.Planned.Id);
        Attribute(xml, "package", built.Planned.Rendered.Variant.Image);
        Attribute(xml, "id", Number(index));
        Attribute(xml, "timestamp", report.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        Attribute(xml, "hostname", "localhost");
        Attribute(xml, "tests", Number(image.Verdicts.Count + 1));
        Attribute(xml, "failures", Number(tally.Failed + (built.Outcome == BuildOutcome.Failed ? 1 : 0)));
        Attribute(xml, "errors", "0");
        Attribute(xml, "skipped", Number(tally.Skipped + (buildSkipped ? 1 : 0)));
        Attribute(xml, "time", Seconds(image.Verdicts.Aggregate(built.Duration, (sum, verdict) => sum + verdict.Duration)));
        WriteProperties(xml, built);
        WriteBuild(xml, built);
        foreach (var verdict in image.Verdicts)
        {
            WriteTest(xml, built.Planned.Id, verdict);
        }

        xml.WriteElementString("system-out", Output(image));
        xml.WriteElementString("system-err", string.Empty);
        xml.WriteEndElement();
    }

    // What each test wrote, the end of it when there is much.
    private static string Output(TestedImage image)
    {
        var told = image
            .Verdicts.Where(verdict => verdict.Output.Length > 0 || verdict.Kept is not null)
            .SelectMany(verdict =>
                (verdict.Output.Length > 0 ? ContainerText.Tail(ContainerText.Harmless(verdict.Output), MostLines, LongestLine) : [])
                    .Prepend($"[{ContainerText.HarmlessLine(verdict.Name)}]")
                    .Concat(Attachments(verdict))
            );
        return XmlText.Valid(string.Join('\n', told));
    }

    // The form in which Jenkins and GitLab look for files in a test's output.
    private static IEnumerable<string> Attachments(Verdict verdict) => verdict.Kept is { } kept ? [$"[[ATTACHMENT|{kept}]]"] : [];

    private static void WriteProperties(XmlWriter xml, BuiltImage built)
    {
        xml.WriteStartElement("properties");
        Property(xml, "outcome", OutcomeWord.For(built.Outcome));
        if (built.ImageId is { } imageId)
        {
            Property(xml, "image id", imageId);
        }

        xml.WriteEndElement();
    }

    private static void WriteBuild(XmlWriter xml, BuiltImage built)
    {
        StartCase(xml, built.Planned.Id, "build", built.Duration);
        var message = built.Failure?.Message ?? OutcomeWord.For(built.Outcome);
        if (IsSkipped(built))
        {
            Skipped(xml, message);
        }
        else if (built.Outcome == BuildOutcome.Failed)
        {
            Failure(xml, "build", message, string.Join('\n', built.Failure?.LogTail ?? []), built.Failure?.Reproduce);
        }

        xml.WriteEndElement();
    }

    private static bool IsSkipped(BuiltImage built) =>
        built.Outcome is BuildOutcome.Blocked or BuildOutcome.Cancelled or BuildOutcome.Skipped;

    private static void WriteTest(XmlWriter xml, string id, Verdict verdict)
    {
        StartCase(xml, id, verdict.Name, verdict.Duration);
        if (verdict.Outcome == TestOutcome.Skipped)
        {
            Skipped(xml, verdict.Reason ?? "no reason given");
        }
        else if (verdict.Outcome == TestOutcome.Failed)
        {
            Failure(xml, "test", verdict.Reason ?? "no reason given", verdict.Output, verdict.Reproduce);
        }

        xml.WriteEndElement();
    }

    private static void StartCase(XmlWriter xml, string id, string name, TimeSpan time)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", id);
        Attribute(xml, "name", ContainerText.HarmlessLine(name));
        Attribute(xml, "time", Seconds(time));
    }

    private static void Skipped(XmlWriter xml, string reason)
    {
        xml.WriteStartElement("skipped");
        Attribute(xml, "message", ContainerText.HarmlessLine(reason));
        xml.WriteEndElement();
    }

    private static void Failure(XmlWriter xml, string type, string message, string output, string? reproduce)
    {
        var line = ContainerText.HarmlessLine(message);
        var body = new List<string> { line };
        body.AddRange(ContainerText.Tail(ContainerText.Harmless(output), MostLines, LongestLine));
        if (reproduce is not null)
        {
            body.Add("reproduce: " + ContainerText.HarmlessLine(reproduce));
        }

        xml.WriteStartElement("failure");
        Attribute(xml, "message", line);
        Attribute(xml, "type", type);
        xml.WriteString(XmlText.Valid(string.Join('\n', body)));
        xml.WriteEndElement();
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        Attribute(xml, "name", name);
        Attribute(xml, "value", value);
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, XmlText.Valid(value));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
