using System.Reflection;

namespace Scriban.Runtime;

/// <summary>Says whether templates see a .NET member.</summary>
public delegate bool MemberFilterDelegate(MemberInfo member);
