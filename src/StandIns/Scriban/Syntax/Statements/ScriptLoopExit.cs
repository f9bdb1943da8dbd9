using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary><c>break</c> or <c>continue</c></summary>
internal sealed class ScriptLoopExit(SourceText source, int start, int end, ScriptFlow flow) : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context) =>
        context.IsInLoop ? flow : throw Error($"The <{this}> statement can only be used inside for/while loops");
}
