using System.Diagnostics.CodeAnalysis;

// The real packages find types and members by reflection, and so must the stand-ins that compile this file. Programs that are compiled to
// machine code keep whole what is found (TrimmerRootAssembly in build.csproj); what the compiler warns of is provided for there.
[module: UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "rooted")]
[module: UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "rooted")]
[module: UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "rooted")]
[module: UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "rooted")]
[module: UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "rooted")]
[module: UnconditionalSuppressMessage("Trimming", "IL2087", Justification = "rooted")]
[module: UnconditionalSuppressMessage("Trimming", "IL2091", Justification = "rooted")]
[module: UnconditionalSuppressMessage("AOT", "IL3050", Justification = "rooted")]
