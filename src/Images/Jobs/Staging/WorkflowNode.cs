namespace Images.Jobs.Staging;

/// <summary>An expression of a workflow: what gives files to the expression around it.</summary>
internal abstract record WorkflowNode;

/// <summary>One of the task's inputs.</summary>
/// <param name="Index">Its number, from 0.</param>
internal sealed record InputNode(int Index) : WorkflowNode;

/// <summary>A file of the storage.</summary>
/// <param name="Name">Its name, relative to the storage.</param>
/// <param name="Shown">The file that says so, as shown to people.</param>
internal sealed record LiteralNode(string Name, string Shown) : WorkflowNode;

/// <summary>A computation on what other expressions give.</summary>
/// <param name="Name">The computation's name.</param>
/// <param name="Inputs">The expressions, in the order of the computation's inputs.</param>
/// <param name="Outputs">The numbers of the results that are passed on, from 0.</param>
/// <param name="Shown">The expression's folder as shown to people.</param>
internal sealed record ComputationNode(string Name, IReadOnlyList<WorkflowNode> Inputs, IReadOnlyList<int> Outputs, string Shown)
    : WorkflowNode;
