using System.Collections;

namespace Scriban.Runtime;

/// <summary>What messages call the type of a value.</summary>
internal static class TypeName
{
    public static string Of(object value) =>
        value switch
        {
            null => "null",
            string => "string",
            bool => "bool",
            int => "int",
            long => "long",
            double => "double",
            float => "float",
            decimal => "decimal",
            DateTime => "datetime",
            ScriptFunction => "function",
            IList => "array",
            IScriptObject or IDictionary => "object",
            IEnumerable => "enumerable",
            _ => value.GetType().Name,
        };
}
