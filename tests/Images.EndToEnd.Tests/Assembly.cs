using Images.EndToEnd.Tests;

[assembly: AssemblyFixture(typeof(SharedEngine))]
[assembly: AssemblyFixture(typeof(ImagesOfTests))]
// One engine is looked at from all sides: what one test leaves behind must not be another's at work.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
