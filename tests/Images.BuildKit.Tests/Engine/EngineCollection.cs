namespace Images.BuildKit.Tests.Engine;

/// <summary>Tests that share one engine; each makes what it needs.</summary>
[CollectionDefinition("Engine")]
public sealed class EngineCollection : ICollectionFixture<TestEngine>;
