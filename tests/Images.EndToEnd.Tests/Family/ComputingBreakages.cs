namespace Images.EndToEnd.Tests.Family;

/// <summary>Ways to break the images that compute: R, the batch jobs, CUDA and PyTorch.</summary>
internal static class ComputingBreakages
{
    private const string Packages = "packages load and work";
    private const string Variables = "the entry point obeys its variables";
    private const string Tools = "tools and libraries are there";
    private const string Flavour = "what the flavour is for";
    private const string Records = "packages that files were taken from are on record";
    private const string Model = "a model is fitted";
    private const string Jobs = "jobs run through the entry point";

    /// <summary>Gets those that take seconds.</summary>
    public static IReadOnlyList<Breakage> Small { get; } =
    [
        new("r-ver:4.2.2", "without-mime", "rm -r /usr/lib/R/site-library/mime", "R --version", Packages),
        new("r-ver:4.2.2", "without-lapack", "rm /usr/lib/R/modules/lapack.so", "R --version", Packages),
        new("batch-support:bookworm", "always-well", "sed -i 's/^exit \"$status\"/exit 0/' /rtb/rtb-job.sh", "git --version", Variables),
        new(
            "batch-support:bookworm",
            "without-client",
            "rm /usr/bin/docker",
            "git --version",
            Tools,
            "without the engine's socket the docker client says so"
        ),
    ];

    /// <summary>Gets those whose images take minutes and gigabytes.</summary>
    public static IReadOnlyList<Breakage> Large { get; } =
    [
        new("cuda:11.8-runtime", "without-library", "rm /usr/lib/x86_64-linux-gnu/libcudart.so.11*", "python3 --version", Flavour),
        new("cuda:11.8-runtime", "without-records", "rm -r /var/lib/dpkg/status.d", "python3 --version", Records),
        new("cuda:11.8-devel", "without-compiler", "rm /usr/bin/g++-11", "nvcc --version", Flavour),
        new("cuda:11.8-devel", "without-nvvm", "rm /usr/lib/nvidia-cuda-toolkit/bin/cicc", "nvcc --version", Flavour),
        new("cuda:12.4-devel", "without-compiler", "rm /usr/bin/g++-13", "nvcc --version", Flavour),
        new("torch:1.13.1", "without-numpy", "rm -r /usr/lib/python3/dist-packages/numpy", "dpkg-query --show python3-torch", Model),
        new(
            "torch:1.13.1",
            "without-workers",
            "rm /usr/lib/python3/dist-packages/torch/utils/data/_utils/worker.py",
            "dpkg-query --show python3-torch",
            Model
        ),
        new(
            "octave:bookworm",
            "always-well",
            "sed -i 's/^set -euo pipefail/set -eu/' /usr/local/MATLAB/from-host/bin/matlab",
            "octave-cli --version",
            Jobs
        ),
        new("octave:bookworm", "without-magic", "find /usr/share/octave -name magic.m -delete", "octave-cli --version", Jobs),
    ];
}
