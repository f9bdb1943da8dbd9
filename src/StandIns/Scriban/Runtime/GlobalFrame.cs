namespace Scriban.Runtime;

/// <summary>Globals, and the loops that run on top of them.</summary>
internal sealed class GlobalFrame(IScriptObject globals)
{
    public IScriptObject Object => globals;

    public List<LoopState> Loops { get; } = [];
}
