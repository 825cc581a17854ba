package dev.clawgateway.cli.blows;

import dev.clawgateway.client.api.GatewayApi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * How fast submissions are acknowledged, which is after they are on disk, beside what the disk can
 * do.
 */
final class Acknowledgements {
    private static final int BYTES = 512;

    private final Path folder;
    private final Duration each;
    private final Fleet fleet;

    /**
     * @param each how long each measurement takes
     */
    Acknowledgements(Path folder, Duration each) {
        this.folder = folder;
        this.each = each;
        this.fleet = new Fleet(folder, FleetSettings.USUAL);
    }

    Findings run() throws IOException {
        List<String> summary = new ArrayList<>();
        try (fleet) {
            fleet.start(Part.GATEWAY);
            fleet.awaitGateway();
            submissions(8); // until it is compiled
            summary.add("raw syncs of %d bytes: %s".formatted(BYTES, rate(syncs())));
            for (int atOnce : List.of(1, 8, 64)) {
                summary.add(
                        "submissions, %d at once: %s".formatted(atOnce, rate(submissions(atOnce))));
            }
            summary.add("raw syncs of %d bytes: %s".formatted(BYTES, rate(syncs())));
        }
        return new Findings(summary, List.of());
    }

    private String rate(List<Duration> times) {
        return times.size() / each.toSeconds() + "/s, " + Spread.of(times);
    }

    private List<Duration> syncs() throws IOException {
        List<Duration> times = new ArrayList<>();
        try (FileChannel file =
                FileChannel.open(
                        folder.resolve("raw"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
            long end = System.nanoTime() + each.toNanos();
            while (System.nanoTime() - end < 0) {
                long begin = System.nanoTime();
                file.write(ByteBuffer.allocate(BYTES));
                file.force(false);
                times.add(Duration.ofNanos(System.nanoTime() - begin));
            }
        }
        return times;
    }

    private List<Duration> submissions(int atOnce) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long end = System.nanoTime() + each.toNanos();
            List<CompletableFuture<List<Duration>>> all =
                    IntStream.range(0, atOnce)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(() -> submitUntil(end), threads))
                            .toList();
            return all.stream().flatMap(times -> times.join().stream()).toList();
        }
    }

    /** Over a session of its own, which asks one thing at a time. */
    private List<Duration> submitUntil(long end) {
        List<Duration> times = new ArrayList<>();
        try (GatewayApi gateway = fleet.operator()) {
            Submissions submissions = new Submissions(gateway, 100);
            while (System.nanoTime() - end < 0) {
                String refusal = submissions.submit();
                if (refusal != null) {
                    throw new IllegalStateException(refusal);
                }
                times.add(submissions.last());
            }
        }
        return times;
    }
}
