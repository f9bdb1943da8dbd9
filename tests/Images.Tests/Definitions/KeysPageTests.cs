using Images.Definitions;

namespace Images.Tests.Definitions;

public sealed class KeysPageTests
{
    [Fact]
    public void The_page_of_all_keys_in_docs_is_current() =>
        Golden.Verify(KeysPage.Write(), Path.Combine("..", "..", "..", "..", "docs", "definitions.md"));
}
