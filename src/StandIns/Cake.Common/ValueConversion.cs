using System.ComponentModel;
using System.Globalization;

namespace Cake.Common;

/// <summary>Turns the text of an argument or a variable into a value.</summary>
internal static class ValueConversion
{
    internal static T Convert<T>(string text)
    {
        // The usual types by hand: loading the type descriptors costs more than the rest of a small run.
        if (typeof(T) == typeof(string))
        {
            return (T)(object)text;
        }

        if (typeof(T) == typeof(bool) && bool.TryParse(text, out var flag))
        {
            return (T)(object)flag;
        }

        if (typeof(T) == typeof(int) && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
        {
            return (T)(object)number;
        }

        return (T)TypeDescriptor.GetConverter(typeof(T)).ConvertFromInvariantString(text)!;
    }
}
