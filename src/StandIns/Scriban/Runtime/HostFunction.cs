using System.Reflection;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>
/// A .NET method that templates call. Parameters of the types <see cref="TemplateContext"/> and <see cref="SourceSpan"/> at
/// its start are filled in; the others take the arguments.
/// </summary>
internal sealed class HostFunction : ScriptFunction
{
    private readonly MethodInfo _method;
    private readonly object _target;
    private bool _isPrepared;
    private ParameterInfo[] _parameters;
    private int _injected;
    private int _required;
    private bool _takesMany;

    public HostFunction(MethodInfo method, object target)
    {
        _method = method;
        _target = target;
    }

    public HostFunction(Delegate function)
        : this(function.GetType().GetMethod("Invoke"), function)
    {
        // Parameter names and defaults are those of the method behind the delegate.
        var parameters = function.Method.GetParameters();
        var invoked = _method.GetParameters();
        _parameters = parameters.Length >= invoked.Length ? parameters[^invoked.Length..] : invoked;
    }

    public override object Call(TemplateContext context, CallSite site)
    {
        Prepare();
        var values = Bind(context, site);
        try
        {
            return _method.Invoke(_target, BindingFlags.DoNotWrapExceptions, null, values, null);
        }
        catch (Exception e) when (e is not ScriptRuntimeException)
        {
            throw new ScriptRuntimeException(site.Node.Span, e.Message, e);
        }
    }

    private void Prepare()
    {
        if (_isPrepared)
        {
            return;
        }

        _parameters ??= _method.GetParameters();
        while (
            _injected < _parameters.Length
            && (
                _parameters[_injected].ParameterType == typeof(TemplateContext)
                || _parameters[_injected].ParameterType == typeof(SourceSpan)
            )
        )
        {
            _injected++;
        }

        _takesMany = _parameters.Length > _injected && _parameters[^1].IsDefined(typeof(ParamArrayAttribute), false);
        _required = _parameters.Skip(_injected).Count(parameter => !parameter.HasDefaultValue) - (_takesMany ? 1 : 0);
        _isPrepared = true;
    }

    private object[] Bind(TemplateContext context, CallSite site)
    {
        var values = new object[_parameters.Length];
        var isSet = new bool[_parameters.Length];
        var many = _takesMany ? new List<object>() : null;
        for (var i = 0; i < _injected; i++)
        {
            values[i] = _parameters[i].ParameterType == typeof(TemplateContext) ? context : site.Node.Span;
        }

        var next = _injected;
        foreach (var argument in site.Arguments)
        {
            var index = argument.Name is null ? -1 : NamedIndex(argument.Name);
            index = index < 0 ? next++ : index;
            if (many != null && index >= _parameters.Length - 1)
            {
                many.Add(argument.Value);
                continue;
            }

            if (index >= _parameters.Length)
            {
                var limit = _parameters.Length - _injected;
                throw new ScriptRuntimeException(site.Node.Span, $"Argument index must be < {limit} (Parameter 'index')");
            }

            var type = _parameters[index].ParameterType;
            values[index] = type == typeof(object) ? argument.Value : Converted(context, argument, type);
            isSet[index] = true;
        }

        if (site.Arguments.Length < _required)
        {
            throw new ScriptRuntimeException(
                site.Node.Span.AfterEnd(),
                $"Invalid number of arguments `{site.Arguments.Length}` passed to `{site.Node}` while expecting `{_required}` arguments"
            );
        }

        FillIn(values, isSet, many);
        return values;
    }

    private static object Converted(TemplateContext context, Argument argument, Type type) =>
        argument.Value is { } value && value.GetType() == type ? value : Conversion.To(context, argument.Node.Span, argument.Value, type);

    private void FillIn(object[] values, bool[] isSet, List<object> many)
    {
        for (var i = _injected; i < values.Length; i++)
        {
            var parameter = _parameters[i];
            if (many != null && i == values.Length - 1)
            {
                values[i] = many.ToArray();
            }
            else if (!isSet[i])
            {
                var type = parameter.ParameterType;
                values[i] =
                    parameter.HasDefaultValue && parameter.DefaultValue != null ? parameter.DefaultValue
                    : type.IsValueType ? Activator.CreateInstance(type)
                    : null;
            }
        }
    }

    private int NamedIndex(string name)
    {
        for (var i = _injected; i < _parameters.Length; i++)
        {
            if (_parameters[i].Name == name || StandardMemberRenamer.Rename(_parameters[i].Name) == name)
            {
                return i;
            }
        }

        return -1;
    }
}
