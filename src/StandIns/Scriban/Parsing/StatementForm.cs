namespace Scriban.Parsing;

/// <summary>What messages say of a construct: its name, and how it is written.</summary>
internal sealed record StatementForm(string Name, string Syntax)
{
    public static readonly StatementForm If = new("if statement", "if <expression> ... end|else|else if");
    public static readonly StatementForm Else = new("else statement", "else | else if <expression> ... end|else|else if");
    public static readonly StatementForm For = new("for statement", "for <variable> in <expression> ... end");
    public static readonly StatementForm While = new("while statement", "while <expression> ... end");
    public static readonly StatementForm Case = new("case statement", "case <expression> ... end|when|else");
    public static readonly StatementForm When = new("when statement", "when <expression> ... end|when|else");
    public static readonly StatementForm Capture = new("capture statement", "capture <variable> ... end");
    public static readonly StatementForm With = new("with statement", "with <variable> ... end");
    public static readonly StatementForm Wrap = new("wrap statement", "wrap <function_call> ... end");
    public static readonly StatementForm Function = new("function statement", "func <variable> ... end");
    public static readonly StatementForm AnonymousFunction = new("anonymous function", "do ... end");
    public static readonly StatementForm ReadOnly = new("readonly statement", "readonly <variable>");
    public static readonly StatementForm Import = new("import statement", "import <expression>");
    public static readonly StatementForm Assign = new("assign expression", "<target_expression> = <value_expression>");
    public static readonly StatementForm Pipe = new("pipe expression", "<expression> | <expression>");
    public static readonly StatementForm Binary = new("binary expression", "<expression> operator <expression>");
    public static readonly StatementForm Unary = new("unary expression", "<operator> <expression>");
    public static readonly StatementForm Nested = new("nested expression", "(<expression>)");

    public string Prefix => $"Error while parsing {Name}: ";
}
