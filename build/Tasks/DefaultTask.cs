using Cake.Frosting;
using Images.Build.Hosting;

namespace Images.Build.Tasks;

/// <summary>The main job: render, build, test and report.</summary>
[TaskName("Default")]
[TaskDescription("Renders, builds and tests the images, and reports: the main job")]
[IsDependentOn(typeof(TestTask))]
public sealed class DefaultTask : FrostingTask<BuildContext>;
