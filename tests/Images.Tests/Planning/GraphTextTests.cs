using Images.Planning;
using static Images.Tests.Planning.PlanningFamily;

namespace Images.Tests.Planning;

public class GraphTextTests
{
    [Fact]
    public void The_tree_has_external_bases_at_the_margin()
    {
        const string Expected = """
            debian:bookworm-slim
            ├─ base
            │  ├─ blender:3.4
            │  └─ blender:4.3
            │     └─ studio (copies from r-ver:4.6.1)
            ├─ r-ver:4.5.3
            └─ r-ver:4.6.1

            """;

        Assert.Equal(Expected, GraphTree.Write(Graph()));
    }

    [Fact]
    public void Graphviz_has_dashed_edges_for_copies()
    {
        const string Expected = """
            digraph images {
              rankdir=LR;
              node [shape=box];
              "debian:bookworm-slim" [style=dashed];
              "base";
              "blender:4.3";
              "r-ver:4.6.1";
              "studio";
              "debian:bookworm-slim" -> "base";
              "base" -> "blender:4.3";
              "debian:bookworm-slim" -> "r-ver:4.6.1";
              "blender:4.3" -> "studio";
              "r-ver:4.6.1" -> "studio" [style=dashed];
            }

            """;

        Assert.Equal(Expected, GraphDiagram.Dot(Graph().Restrict(["studio"])));
    }

    [Fact]
    public void Mermaid_has_dotted_edges_for_copies()
    {
        const string Expected = """
            flowchart LR
              n0["debian:bookworm-slim"]
              n1["base"]
              n2["blender:4.3"]
              n3["r-ver:4.6.1"]
              n4["studio"]
              n0 --> n1
              n1 --> n2
              n0 --> n3
              n2 --> n4
              n3 -.-> n4

            """;

        Assert.Equal(Expected, GraphDiagram.Mermaid(Graph().Restrict(["studio"])));
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
