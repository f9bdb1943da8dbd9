using System.Globalization;
using System.Numerics;
using Scriban.Runtime;

namespace Scriban.Parsing;

/// <content>Numbers.</content>
internal sealed partial class Lexer
{
    private void ReadNumber()
    {
        var start = _position;
        if (_text[start] == '0' && At(start + 1) is 'x' or 'X' or 'b' or 'B')
        {
            _position += 2;
            var isHex = At(start + 1) is 'x' or 'X';
            SkipDigits(isHex);
            var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.AllowBinarySpecifier;
            // The leading zero keeps the number from being read as negative.
            AddNumber(start, Arithmetic.Narrow(BigInteger.Parse("0" + Digits(start + 2), style, CultureInfo.InvariantCulture)));
            return;
        }

        var isFloat = false;
        SkipDigits();
        if (At(_position) == '.' && char.IsAsciiDigit(At(_position + 1)))
        {
            isFloat = true;
            _position++;
            SkipDigits();
        }

        if (At(_position) is 'e' or 'E')
        {
            var signed = At(_position + 1) is '+' or '-';
            if (char.IsAsciiDigit(At(_position + (signed ? 2 : 1))))
            {
                isFloat |= At(_position + 1) == '-';
                _position += signed ? 2 : 1;
                SkipDigits();
            }
        }

        var digits = Digits(start);
        object value = isFloat
            ? double.Parse(digits, CultureInfo.InvariantCulture)
            : Arithmetic.Narrow(BigInteger.Parse(digits, NumberStyles.AllowExponent, CultureInfo.InvariantCulture));
        AddNumber(start, value);
    }

    private void AddNumber(int start, object value) => Add(TokenKind.Number, start, _position - 1, value);

    private string Digits(int start) => _text[start.._position].Replace("_", "", StringComparison.Ordinal);

    private void SkipDigits(bool isHex = false)
    {
        while (At(_position) == '_' || (isHex ? char.IsAsciiHexDigit(At(_position)) : char.IsAsciiDigit(At(_position))))
        {
            _position++;
        }
    }
}
