using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Parsing;

/// <content>Statements.</content>
internal sealed partial class Parser
{
    private ScriptStatement ParseStatement()
    {
        var start = Current;
        var isStatement = start.Kind == TokenKind.Identifier && !Following.Is(".") && !Following.Is("?.") && !Following.Is("=");
        var statement = (isStatement ? (string)start.Value : "") switch
        {
            "if" => ParseIf(),
            "else" => ParseStray(StatementForm.Else),
            "when" => ParseStray(StatementForm.When),
            "for" => ParseFor(),
            "while" => ParseWhile(),
            "case" => ParseCase(),
            "capture" => ParseCapture(),
            "with" => ParseWith(),
            "wrap" => ParseWrap(),
            "func" => ParseFunction(),
            "ret" => ParseReturn(),
            "break" => new ScriptLoopExit(_source, start.Start, Next().End, ScriptFlow.Break),
            "continue" => new ScriptLoopExit(_source, start.Start, Next().End, ScriptFlow.Continue),
            "readonly" => ParseReadOnly(),
            "import" => ParseImport(),
            _ => ParseExpressionStatement(),
        };
        ExpectEndOfStatement();
        return statement;
    }

    private Token Next() => _tokens[_index++];

    private ScriptStatement ParseExpressionStatement()
    {
        if (!StartsExpression(Current))
        {
            Error(Current, $"Unexpected token {TextOf(Current)}");
            _index++;
            SkipStatement();
            return null;
        }

        var expression = ParseExpression(isTopLevel: true);
        if (expression is ScriptCall { Target: ScriptPathExpression name } call && Current.Is("="))
        {
            return ParseInlineFunction(name, call);
        }

        return expression is null ? null : new ScriptExpressionStatement(expression);
    }

    private ScriptFunctionDeclaration ParseInlineFunction(ScriptPathExpression name, ScriptCall call)
    {
        _index++;
        var parameters = call.Arguments.Select(argument => (argument.Value as ScriptVariable)?.Name ?? "").ToArray();
        var body = Expect(StatementForm.Function);
        return new ScriptFunctionDeclaration(_source, call.Start, Previous.End, name, new TemplateFunction(parameters, null, body));
    }

    private ScriptIf ParseIf()
    {
        var start = Next().Start;
        var condition = Expect(StatementForm.If);
        ExpectEndOfStatement();
        var then = ParseBlock(StatementForm.If, stopsAtElse: true);
        ScriptStatement otherwise = null;
        if (Current.IsWord("else"))
        {
            _index++;
            if (Current.IsWord("if"))
            {
                otherwise = ParseIf();
            }
            else
            {
                ExpectEndOfStatement();
                otherwise = ParseBlock(StatementForm.Else);
            }
        }

        return new ScriptIf(_source, start, Previous.End, condition, then, otherwise);
    }

    /// <summary>An <c>else</c> or <c>when</c> that belongs to nothing; its block is read to go on after it.</summary>
    private ScriptStatement ParseStray(StatementForm form)
    {
        var start = Next();
        SkipStatement();
        var before = _messages.Count;
        ParseBlock(form, stopsAtElse: false, stopsAtWhen: false);
        if (_messages.Count == before)
        {
            Error(start, $"{form.Prefix}Found without the statement that it belongs to in: {form.Syntax}");
        }

        return null;
    }

    private ScriptFor ParseFor()
    {
        var start = Next();
        if (!StartsExpression(Current))
        {
            Expect(StatementForm.For);
            return null;
        }

        var variable = ParsePrimary() as ScriptVariable;
        if (variable is null || !Current.IsWord("in"))
        {
            Error(start, $"{StatementForm.For.Prefix}Expecting 'in' word instead of `{TextOf(Current)}` in: {StatementForm.For.Syntax}");
            SkipStatement();
            return null;
        }

        _index++;
        var (iterator, options) = ForOptions(Expect(StatementForm.For));
        ExpectEndOfStatement();
        var body = ParseBlock(StatementForm.For, stopsAtElse: true);
        ScriptBlock otherwise = null;
        if (Current.IsWord("else"))
        {
            _index++;
            ExpectEndOfStatement();
            otherwise = ParseBlock(StatementForm.Else);
        }

        return new ScriptFor(_source, start.Start, Previous.End, variable, iterator, options, body, otherwise);
    }

    /// <summary>The options of a loop look like arguments of a call whose target is the list.</summary>
    private static (ScriptExpression Iterator, ScriptForOptions Options) ForOptions(ScriptExpression iterator)
    {
        var none = new ScriptForOptions(false, null, null);
        if (iterator is not ScriptCall call || !call.Arguments.All(IsOption))
        {
            return (iterator, none);
        }

        ScriptExpression Named(string name) => call.Arguments.FirstOrDefault(argument => argument.Name == name).Value;
        var isReversed = call.Arguments.Any(argument => argument.Name is null);
        return (call.Target, new ScriptForOptions(isReversed, Named("offset"), Named("limit")));

        static bool IsOption((string Name, ScriptExpression Value) argument) =>
            argument.Name is "offset" or "limit" || (argument.Name is null && argument.Value is ScriptVariable { Name: "reversed" });
    }

    private ScriptWhile ParseWhile()
    {
        var start = Next().Start;
        var condition = Expect(StatementForm.While);
        ExpectEndOfStatement();
        var body = ParseBlock(StatementForm.While);
        return new ScriptWhile(_source, start, Previous.End, condition, body);
    }

    private ScriptCase ParseCase()
    {
        var start = Next().Start;
        var subject = Expect(StatementForm.Case);
        ExpectEndOfStatement();
        // What stands between the case and its first branch is not printed.
        ParseBlock(StatementForm.Case, stopsAtElse: true, stopsAtWhen: true);
        var branches = new List<(ScriptExpression[], ScriptBlock)>();
        ScriptBlock otherwise = null;
        while (Current.IsWord("when"))
        {
            _index++;
            var values = new List<ScriptExpression>();
            do
            {
                values.Add(ExpectBinary(StatementForm.When, OrPrecedence));
            } while (Accept(",") || Accept("||"));

            ExpectEndOfStatement();
            branches.Add(([.. values], ParseBlock(StatementForm.When, stopsAtElse: true, stopsAtWhen: true)));
        }

        if (Current.IsWord("else"))
        {
            _index++;
            ExpectEndOfStatement();
            otherwise = ParseBlock(StatementForm.Else);
        }

        return new ScriptCase(_source, start, Previous.End, subject, branches, otherwise);
    }

    private ScriptCapture ParseCapture()
    {
        var start = Next().Start;
        var target = Expect(StatementForm.Capture);
        if (target is not (null or ScriptPathExpression))
        {
            Error(target.Start, target.End, $"{StatementForm.Capture.Prefix}Expecting a variable in: {StatementForm.Capture.Syntax}");
        }

        ExpectEndOfStatement();
        var body = ParseBlock(StatementForm.Capture);
        return new ScriptCapture(_source, start, Previous.End, target as ScriptPathExpression, body);
    }

    private ScriptWith ParseWith()
    {
        var start = Next().Start;
        var subject = Expect(StatementForm.With);
        ExpectEndOfStatement();
        var body = ParseBlock(StatementForm.With);
        return new ScriptWith(_source, start, Previous.End, subject, body);
    }

    private ScriptWrap ParseWrap()
    {
        var start = Next().Start;
        var call = Expect(StatementForm.Wrap);
        ExpectEndOfStatement();
        var body = ParseBlock(StatementForm.Wrap);
        return new ScriptWrap(_source, start, Previous.End, call, body);
    }

    private ScriptFunctionDeclaration ParseFunction()
    {
        var start = Next().Start;
        if (Current.Name is null || ParsePrimary() is not ScriptPathExpression name)
        {
            Expect(StatementForm.Function);
            SkipStatement();
            return null;
        }

        var parameters = new List<string>();
        if (Accept("("))
        {
            while (Current.Kind == TokenKind.Identifier)
            {
                parameters.Add(Next().Name);
                Accept(",");
            }

            Close(")");
        }

        ExpectEndOfStatement();
        var body = ParseBlock(StatementForm.Function);
        var function = new TemplateFunction([.. parameters], body, null);
        return new ScriptFunctionDeclaration(_source, start, Previous.End, name, function);
    }

    private ScriptReturn ParseReturn()
    {
        var start = Next();
        var value = StartsExpression(Current) ? ParseExpression() : null;
        return new ScriptReturn(_source, start.Start, Previous.End, value);
    }

    private ScriptReadOnly ParseReadOnly()
    {
        var start = Next();
        if (Expect(StatementForm.ReadOnly) is ScriptVariable variable)
        {
            return new ScriptReadOnly(_source, start.Start, Previous.End, variable);
        }

        Error(start, $"{StatementForm.ReadOnly.Prefix}Expecting a variable in: {StatementForm.ReadOnly.Syntax}");
        return null;
    }

    private ScriptImport ParseImport()
    {
        var start = Next().Start;
        var subject = Expect(StatementForm.Import);
        return new ScriptImport(_source, start, Previous.End, subject);
    }
}
