using System.Text.Json;
using Images.Definitions;
using Images.Definitions.Syntax;

namespace Images.Tests.Definitions;

public sealed class SchemaWriterTests
{
    [Fact]
    public void The_committed_schema_of_a_family_is_current() =>
        Repository.AssertGolden(Path.Combine(Repository.Root, "images", "family.schema.json"), SchemaWriter.Family());

    [Fact]
    public void The_committed_schema_of_an_image_is_current() =>
        Repository.AssertGolden(Path.Combine(Repository.Root, "images", "image.schema.json"), SchemaWriter.Image());

    [Fact]
    public void Every_key_of_the_table_is_described_in_the_schema()
    {
        using var schema = JsonDocument.Parse(SchemaWriter.Image());
        var properties = schema.RootElement.GetProperty("properties");

        Assert.Equal(DefinitionKeys.Image.Keys.Select(key => key.Name), properties.EnumerateObject().Select(property => property.Name));
        Assert.All(properties.EnumerateObject(), property => Assert.NotEmpty(property.Value.GetProperty("description").GetString()!));
        Assert.False(schema.RootElement.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void A_text_may_be_written_as_a_number()
    {
        using var schema = JsonDocument.Parse(SchemaWriter.Image());
        var tag = schema.RootElement.GetProperty("properties").GetProperty("tags").GetProperty("items").GetProperty("type");

        Assert.Equal(["string", "number", "boolean"], tag.EnumerateArray().Select(type => type.GetString()!));
    }
}
