using Images.Engines;

namespace Images.Tests.Engines;

public sealed class EngineMessageTests
{
    [Theory]
    [InlineData("""{"message":"no such image"}""", "no such image")]
    [InlineData("{\"message\":\"no such image\\n\"}\n", "no such image")]
    [InlineData("""{"message":"two\nlines"}""", "two lines")]
    [InlineData("""{"error":"other"}""", """{"error":"other"}""")]
    [InlineData("""{"message":404}""", """{"message":404}""")]
    [InlineData("""["message"]""", """["message"]""")]
    [InlineData("page not found\n", "page not found")]
    [InlineData("", "")]
    public void The_words_come_out_of_whatever_the_engine_answers(string body, string words) => Assert.Equal(words, EngineMessage.Of(body));
}
