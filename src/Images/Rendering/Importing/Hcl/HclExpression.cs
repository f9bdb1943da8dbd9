namespace Images.Rendering.Importing.Hcl;

/// <summary>An expression that can be evaluated.</summary>
/// <param name="scope">The names that it may use.</param>
/// <returns>Its value; null is HCL's null.</returns>
internal delegate object? HclExpression(HclScope scope);
