namespace Images.EndToEnd.Tests.Family;

/// <summary>The template r-ver with a CRAN repository in a folder: what installs gets into the image, and without what does not there is none.</summary>
[Trait("Category", "Engine")]
public sealed class RPackagesTests(SharedEngine engine)
{
    [Fact]
    public async Task Packages_come_from_a_repository_of_files_and_one_that_does_not_install_fails_the_build_in_one_line()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.CopyFromRepository("images/base");
        family.CopyFromRepository("images/r-ver");
        family.CopyFromRepository("templates");
        Package(family, "answers", "answer <- function() 6 * needs::seven()", "Imports: needs");
        family.Write("images/cran/packages/answers/man/answer.Rd", "\\name{answer}\n\\title{The answer}\n\\description{It is 42.}\n");
        Package(family, "needs", "seven <- function() 7");
        Package(family, "broken", "stop(\"this cannot be loaded\")");
        family.Image(
            "cran",
            "r-ver:4.2.2",
            """
            USER 0
            COPY packages /source
            RUN mkdir -p /cran/src/contrib && cd /cran/src/contrib && \
                for name in answers needs broken; do tar -czf ${name}_1.0.tar.gz -C /source ${name} || exit 1; done && \
                Rscript --vanilla -e 'tools::write_PACKAGES(".", type = "source")'
            USER 1000
            """,
            "limits: { size: 300MB, layers: 20 }\n"
        );
        // What R writes of the place where it unpacked must not differ from build to build.
        const string Paths = "Rscript -e 'cat(readRDS(\"/usr/local/lib/R/site-library/answers/help/paths.rds\"))'";
        Define(family, "pool", "answers", "answers", $"test:\n  - run: {Paths}\n    expect: /unpacked/answers/man/answer.Rd\n");
        Define(family, "absent", "nowhere", "nowhere");
        Define(family, "faulty", "broken", "broken");
        Define(family, "forgotten", "needs", "needs, answers");

        await using var run = await ProgramRun.ToEndAsync(family.Root, "test", "pool", "absent", "faulty", "forgotten");

        Assert.True(run.ExitCode == 1, run.ToString());
        // An engine that has run these very steps before runs none of them again.
        Assert.True(run.OutcomeOf("pool") is "built" or "up to date", run.ToString());
        Assert.All(["absent", "faulty", "forgotten"], image => Assert.Equal("failed", run.OutcomeOf(image)));
        Assert.Contains("\n  | Error: these R packages cannot be installed: nowhere\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n  | Error: these R packages cannot be installed: broken\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("there is no package called ‘answers’\n", run.Output, StringComparison.Ordinal);
    }

    private static void Package(FamilyFolder family, string name, string code, string more = "")
    {
        family.Write(
            $"images/cran/packages/{name}/DESCRIPTION",
            $"Package: {name}\nVersion: 1.0\nTitle: A Test\nDescription: A test.\nLicense: MIT\n{more}"
        );
        family.Write($"images/cran/packages/{name}/NAMESPACE", "exportPattern(\"^[a-z]\")");
        family.Write($"images/cran/packages/{name}/R/code.R", code);
    }

    // `installed` is what the repository has to give, `loaded` what the definition promises.
    private static void Define(FamilyFolder family, string name, string installed, string loaded, string more = "") =>
        family.Write(
            $"images/{name}/image.yaml",
            $$"""
            from: cran
            template: r-ver
            r: [{{loaded}}]
            vars: { account: inherited, local: [], cran: [{{installed}}], repository: "file:///cran", compile: [] }
            labels: { {{FamilyFolder.Label}}: {{FamilyFolder.Run}} }
            {{more}}
            """
        );
}
