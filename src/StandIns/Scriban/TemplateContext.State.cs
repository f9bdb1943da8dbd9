using System.Text;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban;

/// <content>Variables, loops, calls and output while a template is rendered.</content>
public partial class TemplateContext
{
    private readonly List<GlobalFrame> _globals = [];
    private readonly Stack<CallFrame> _frames = new([new CallFrame([], null)]);
    private readonly Stack<StringBuilder> _spareOutputs = new();
    private StringBuilder _output = new();
    private int _depth;
    private bool _isAtLineStart;

    internal CallFrame Frame => _frames.Peek();

    internal string Indent { get; set; }

    internal object Returned { get; set; }

    internal bool IsInLoop => _globals[^1].Loops.Count > 0;

    internal TypedMembers TypedMembers => field ??= new TypedMembers(MemberRenamer);

    internal Dictionary<string, int> Cycles { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Template> Includes { get; } = new(StringComparer.Ordinal);

    internal string RenderPage(ScriptPage page)
    {
        var output = PushOutput();
        string text;
        Indent = null;
        try
        {
            page.Body.Execute(this);
        }
        finally
        {
            text = PopOutput(output);
            Returned = null;
        }

        return text;
    }

    internal bool TryGetVariable(ScriptVariable variable, string name, out object value)
    {
        for (var i = _globals.Count - 1; i >= 0; i--)
        {
            var loops = _globals[i].Loops;
            for (var j = loops.Count - 1; j >= 0; j--)
            {
                if (loops[j].Variable == name)
                {
                    value = loops[j].Value;
                    return true;
                }
            }

            if (_globals[i].Object is var globals && globals.Contains(name))
            {
                return globals.TryGetValue(this, SpanOf(globals, variable), name, out value);
            }
        }

        value = null;
        return false;
    }

    internal bool TrySetVariable(ScriptVariable variable, string name, object value)
    {
        var globals = _globals[^1];
        foreach (var loop in globals.Loops)
        {
            if (loop.Variable == name)
            {
                loop.Value = value;
                return true;
            }
        }

        return globals.Object.CanWrite(name) && globals.Object.TrySetValue(this, SpanOf(globals.Object, variable), name, value, false);
    }

    internal LoopState EnterLoop(string keyword, string variable)
    {
        var loop = new LoopState(keyword, variable);
        _globals[^1].Loops.Add(loop);
        return loop;
    }

    internal void LeaveLoop() => _globals[^1].Loops.RemoveAt(_globals[^1].Loops.Count - 1);

    internal LoopState InnermostLoop(string keyword)
    {
        for (var i = _globals.Count - 1; i >= 0; i--)
        {
            if (_globals[i].Loops.FindLast(loop => loop.Keyword == keyword) is { } loop)
            {
                return loop;
            }
        }

        return null;
    }

    internal void CountRound(LoopState loop, ScriptStatement statement)
    {
        if (LoopLimit > 0 && ++loop.Rounds > LoopLimit)
        {
            throw new ScriptRuntimeException(statement.Span, $"Exceeding number of iteration limit `{LoopLimit}` for loop statement.");
        }
    }

    internal void EnterCall(ScriptNode node, CallFrame frame)
    {
        if (RecursiveLimit > 0 && _depth >= RecursiveLimit)
        {
            throw new ScriptRuntimeException(node.Span, $"Exceeding number of recursive depth limit `{RecursiveLimit}` for node: `{node}`");
        }

        _depth++;
        _frames.Push(frame);
    }

    internal void LeaveCall()
    {
        _depth--;
        _frames.Pop();
    }

    internal object TakeReturned()
    {
        var value = Returned;
        Returned = null;
        return value;
    }

    /// <summary>Sends output to a new place; gives the place to come back to.</summary>
    internal (StringBuilder Output, bool IsAtLineStart) PushOutput()
    {
        var outer = (_output, _isAtLineStart);
        _output = _spareOutputs.TryPop(out var spare) ? spare : new StringBuilder();
        _isAtLineStart = false;
        return outer;
    }

    internal string PopOutput((StringBuilder Output, bool IsAtLineStart) outer)
    {
        var text = _output.ToString();
        _spareOutputs.Push(_output.Clear());
        (_output, _isAtLineStart) = outer;
        return text;
    }

    /// <summary>Prints; each line that is not the block's own first one starts with the indentation of the block.</summary>
    internal void Write(ReadOnlySpan<char> text)
    {
        if (string.IsNullOrEmpty(Indent))
        {
            _output.Append(text);
            _isAtLineStart = text.Length == 0 ? _isAtLineStart : text[^1] == '\n';
            return;
        }

        while (text.Length > 0)
        {
            if (_isAtLineStart)
            {
                _output.Append(Indent);
            }

            var length = text.IndexOf('\n') + 1;
            _isAtLineStart = length > 0;
            length = length > 0 ? length : text.Length;
            _output.Append(text[..length]);
            text = text[length..];
        }
    }

    // A plain object does not look at the span, and working it out takes time.
    private static SourceSpan SpanOf(IScriptObject target, ScriptNode node) =>
        target.GetType() == typeof(ScriptObject) ? default : node.Span;
}
