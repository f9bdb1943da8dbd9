namespace Images.BuildKit.Progress;

/// <summary>
/// Something that happened in a build. Events of one build come in order and one at a time, each fact once: what the engine
/// repeats is merged by vertex digest.
/// </summary>
public abstract record BuildEvent;
