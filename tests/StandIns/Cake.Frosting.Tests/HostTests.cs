using Cake.Core;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests;

public sealed class HostTests
{
    private readonly Notes _notes = new();
    private readonly RecordingLog _log = new();
    private readonly RecordingPrinter _printer = new();

    [Fact]
    public void A_replaced_printer_takes_headers_and_report()
    {
        Assert.Equal(0, Run("--target=Greet"));

        Assert.Equal(["step Greet", "Executed Greet"], _printer.Lines);
    }

    [Fact]
    public void A_replaced_log_takes_the_messages()
    {
        Assert.Equal(0, Run("--target=Greet", "--name=you"));

        Assert.Equal(["Information: hello you"], _log.Lines);
    }

    [Fact]
    public void The_exit_code_of_a_tasks_exception_is_not_the_programs()
    {
        Assert.Equal(-1, Run("--target=Fail"));

        Assert.Equal(["Error: An error occurred when executing task 'Fail'.", "Error: Error: failed on purpose"], _log.Lines);
        Assert.Equal(["step Fail", "Failed Fail"], _printer.Lines);
    }

    [Fact]
    public void The_command_line_sets_the_logs_verbosity()
    {
        Assert.Equal(0, Run("--target=Greet", "--verbosity=quiet"));

        Assert.Equal(Verbosity.Quiet, _log.Verbosity);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Arguments_without_values_have_defaults()
    {
        Run("--target=Greet");

        Assert.Equal(["count 1", "tags none", "force False"], _notes.Lines);
    }

    [Fact]
    public void Other_options_are_arguments_of_the_program()
    {
        Run("--target=Greet", "--count=7", "--tag", "a", "--TAG=b", "--force");

        Assert.Equal(["count 7", "tags a b", "force True"], _notes.Lines);
    }

    private int Run(params string[] args) =>
        new CakeHost()
            .ConfigureServices(services =>
            {
                services.AddSingleton(_notes);
                services.AddSingleton<ICakeLog>(_log);
                services.AddSingleton<ICakeReportPrinter>(_printer);
            })
            .Run(args);
}
