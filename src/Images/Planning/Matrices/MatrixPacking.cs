namespace Images.Planning.Matrices;

/// <summary>Packs pieces of work into a limited number of jobs, so that the longest job is short: the largest first, each to the job with the least.</summary>
internal static class MatrixPacking
{
    /// <summary>Packs.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="most">The most jobs, at least 1.</param>
    /// <returns>The jobs, the one with the most work first; a piece stays whole. The same pieces give the same jobs.</returns>
    public static IEnumerable<MatrixPiece> Pack(IReadOnlyList<MatrixPiece> pieces, int most)
    {
        var jobs = Enumerable.Range(0, Math.Min(most, pieces.Count)).Select(_ => new List<MatrixPiece>()).ToList();
        var emptiest = new PriorityQueue<int, (double Seconds, int Job)>(jobs.Select((_, job) => (job, (0d, job))));
        foreach (var piece in pieces.OrderByDescending(piece => piece.Seconds))
        {
            emptiest.TryDequeue(out var job, out var load);
            jobs[job].Add(piece);
            emptiest.Enqueue(job, (load.Seconds + piece.Seconds, job));
        }

        return jobs.Select(job => new MatrixPiece([.. job.SelectMany(piece => piece.Images)], job.Sum(piece => piece.Seconds)))
            .OrderByDescending(job => job.Seconds);
    }
}
