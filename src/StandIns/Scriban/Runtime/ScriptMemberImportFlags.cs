namespace Scriban.Runtime;

/// <summary>The kinds of .NET members that an import takes.</summary>
[Flags]
public enum ScriptMemberImportFlags
{
    Field = 1,
    Property = 2,
    Method = 4,
    MethodInstance = 8,
    All = Field | Property | Method,
}
