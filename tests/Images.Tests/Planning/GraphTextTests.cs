using Images.Planning;
using Images.Rendering;
using static Images.Tests.Planning.PlanningFamily;

namespace Images.Tests.Planning;

public class GraphTextTests
{
    [Fact]
    public void The_tree_has_external_bases_at_the_margin_and_dotted_branches_to_what_copies()
    {
        const string Expected = """
            debian:bookworm-slim
            ├─ base
            │  ├─ blender:3.4
            │  └─ blender:4.3
            │     └─ studio, copies from r-ver:4.6.1
            ├─ r-ver:4.5.3 (4.5)
            └─ r-ver:4.6.1 (4.6, latest)
               └┄ studio copies from it

            6 images on 1 external base

            """;

        Assert.Equal(Expected, GraphTree.Write(Graph(), References()));
    }

    [Fact]
    public void The_tree_shows_external_images_that_are_copied_from()
    {
        const string Expected = """
            debian:bookworm-slim
            ├─ base
            │  └┄ tool copies from it
            └─ tool (1), copies from base, golang:1.24
            golang:1.24
            └┄ tool copies from it

            2 images on 2 external bases

            """;

        var tool = Image("tool", null, "base", "1");
        RenderedImage[] images = [Image("base", null), tool with { Dockerfile = tool.Dockerfile + "COPY --from=golang:1.24 /go /go\n" }];

        Assert.Equal(Expected, GraphTree.Write(Graph(images), References(images)));
    }

    [Fact]
    public void Every_part_of_the_tree_can_be_coloured()
    {
        var painted = GraphTree.Write(Graph(), References(), (part, text) => $"<{part}:{text}>");

        Assert.Contains("<External:debian:bookworm-slim>\n<Branch:├─ ><Image:base>\n", painted, StringComparison.Ordinal);
        Assert.Contains("<Image:studio><Note:, copies from r-ver:4.6.1>\n", painted, StringComparison.Ordinal);
        Assert.Contains(
            "<Image:r-ver:4.6.1><Tags: (4.6, latest)>\n<Branch:   └┄ ><Note:studio copies from it>\n",
            painted,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Graphviz_has_dashed_edges_for_copies_and_a_frame_for_variants()
    {
        const string Expected = """
            digraph images {
              rankdir=LR;
              node [shape=box];
              n0 [label="debian:bookworm-slim", style=dashed];
              n1 [label="base"];
              n2 [label="blender:4.3"];
              subgraph cluster_2 {
                label="r-ver";
                n3 [label="r-ver:4.5.3"];
                n4 [label="r-ver:4.6.1"];
              }
              n5 [label="studio"];
              n0 -> n1;
              n1 -> n2;
              n0 -> n3;
              n0 -> n4;
              n2 -> n5;
              n4 -> n5 [style=dashed];
            }

            """;

        Assert.Equal(Expected, GraphDiagram.Dot(Graph().Restrict(["studio", "r-ver:4.5.3"]), References()));
    }

    [Fact]
    public void Mermaid_has_dotted_edges_for_copies_and_a_frame_for_variants()
    {
        const string Expected = """
            flowchart LR
              n0(["debian:bookworm-slim"])
              n1["base"]
              n2["blender:4.3"]
              subgraph s2["r-ver"]
                n3["r-ver:4.5.3"]
                n4["r-ver:4.6.1"]
              end
              n5["studio"]
              n0 --> n1
              n1 --> n2
              n0 --> n3
              n0 --> n4
              n2 --> n5
              n4 -.-> n5

            """;

        Assert.Equal(Expected, GraphDiagram.Mermaid(Graph().Restrict(["studio", "r-ver:4.5.3"]), References()));
    }

    [Fact]
    public void No_name_can_become_syntax_of_a_diagram()
    {
        var image = Image("end", null);
        image = image with { Variant = image.Variant with { From = new("a\"]; x -> y\\ #<b>`", SampleFamily.Place) } };
        var graph = Graph(image);

        Assert.Contains(
            """n0 [label="a\"]; x -> y\\ #<b>`", style=dashed];""",
            GraphDiagram.Dot(graph, References(image)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            """n0(["a#34;#93;#59; x -#62; y#92; #35;#60;b#62;#96;"])""",
            GraphDiagram.Mermaid(graph, References(image)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void JSON_names_its_version_and_the_parents()
    {
        const string Expected = """
            {
              "schemaVersion": 1,
              "images": [
                {
                  "id": "r-ver:4.6.1",
                  "image": "r-ver",
                  "axes": {},
                  "description": "The image r-ver:4.6.1",
                  "from": "debian:bookworm-slim",
                  "parents": [],
                  "tags": [
                    "4.6",
                    "latest"
                  ],
                  "platforms": [
                    "linux/amd64"
                  ],
                  "dockerfile": "images/r-ver/4.6.1/Dockerfile",
                  "definition": "images/a/image.yaml:1:1"
                }
              ]
            }

            """;

        Assert.Equal(Expected, ImageListing.Of([Graph().Find("r-ver:4.6.1")!]).ToJson());
    }
}
