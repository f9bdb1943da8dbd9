
[assembly: AssemblyFixture(typeof(SharedEngine))]
// One engine is looked at from all sides: what one test leaves behind must not be another's at work.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
