namespace Images.Building;

/// <summary>What is going on right now, gathered from the events.</summary>
/// <param name="total">How many images the plan has.</param>
/// <param name="time">The clock.</param>
public sealed class ProgressState(int total, TimeProvider time)
{
    private readonly List<RunningImage> running = [];
    private readonly long started = time.GetTimestamp();

    /// <summary>Gets how many images the plan has.</summary>
    public int Total => total;

    /// <summary>Gets how many are built or up to date.</summary>
    public int Done { get; private set; }

    /// <summary>Gets how many failed, are blocked or cancelled.</summary>
    public int Unsuccessful { get; private set; }

    /// <summary>Gets the images being built, oldest first.</summary>
    public IReadOnlyList<RunningImage> Running => running;

    /// <summary>Gets the time since the start.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(started);

    /// <summary>Takes an event in.</summary>
    /// <param name="value">The event.</param>
    public void Apply(ImageEvent value)
    {
        switch (value)
        {
            case ImageStarted:
                running.Add(new RunningImage(value.Image.Id, time));
                break;
            case ImageFinished finished:
                running.RemoveAll(image => image.Id == value.Image.Id);
                if (finished.Result.LocalName is null)
                {
                    Unsuccessful++;
                }
                else
                {
                    Done++;
                }

                break;
            default:
                running.Find(image => image.Id == value.Image.Id)?.Apply(value);
                break;
        }
    }
}

/// <summary>An image that is being built.</summary>
/// <param name="id">The variant's id.</param>
/// <param name="time">The clock.</param>
public sealed class RunningImage(string id, TimeProvider time)
{
    private readonly List<RunningStep> steps = [];
    private readonly long started = time.GetTimestamp();

    /// <summary>Gets the variant's id.</summary>
    public string Id => id;

    /// <summary>Gets the time since its build began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(started);

    /// <summary>Gets the running steps, oldest first.</summary>
    public IReadOnlyList<RunningStep> Steps => steps;

    internal void Apply(ImageEvent value)
    {
        switch (value)
        {
            case StepStarted step:
                steps.Add(new RunningStep(step.Step, step.Name, time.GetTimestamp()));
                break;
            case StepTransferred moved when steps.FindIndex(step => step.Step == moved.Step) is >= 0 and var index:
                steps[index] = steps[index] with { Current = moved.Current, Bytes = moved.Total };
                break;
            case StepFinished finished:
                steps.RemoveAll(step => step.Step == finished.Step);
                break;
        }
    }

    /// <summary>Gets the time since a step began.</summary>
    /// <param name="step">One of <see cref="Steps"/>.</param>
    /// <returns>By our clock.</returns>
    public TimeSpan ElapsedOf(RunningStep step) => time.GetElapsedTime(step.Started);
}

/// <summary>A step that is running.</summary>
/// <param name="Step">Tells the steps of one build apart.</param>
/// <param name="Name">Such as <c>[2/5] RUN make</c>.</param>
/// <param name="Started">When it began, in the clock's ticks.</param>
public sealed record RunningStep(string Step, string Name, long Started)
{
    /// <summary>Gets the bytes moved so far.</summary>
    public long Current { get; init; }

    /// <summary>Gets the bytes to move; 0 when unknown.</summary>
    public long Bytes { get; init; }
}
