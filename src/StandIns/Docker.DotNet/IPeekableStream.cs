namespace Docker.DotNet;

public interface IPeekableStream { }
