namespace Scriban.Runtime;

/// <summary>Something that templates call.</summary>
internal abstract class ScriptFunction
{
    public abstract object Call(TemplateContext context, CallSite site);
}
