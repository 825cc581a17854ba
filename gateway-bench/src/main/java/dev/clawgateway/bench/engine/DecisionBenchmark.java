package dev.clawgateway.bench.engine;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decisions per second, each with its reservation and on average one release. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx6g", "-XX:+UseTransparentHugePages"})
public class DecisionBenchmark {
    @Param({"best_fit", "bin_pack", "spread", "random", "least_fragmentation"})
    public String policy = "best_fit";

    @Param({"1000", "10000", "100000"})
    public int nodes = 1000;

    @Param({"50", "90", "99"})
    public int occupancy = 50;

    private Churn churn = new Churn(1, "best_fit", 0);

    @Setup(Level.Trial)
    public void fill() {
        churn = new Churn(nodes, policy, occupancy);
    }

    @Benchmark
    public boolean decide() {
        return churn.step();
    }
}
