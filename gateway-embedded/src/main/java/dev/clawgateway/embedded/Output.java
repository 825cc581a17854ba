package dev.clawgateway.embedded;

import dev.clawgateway.control.operations.OutputOperations;
import dev.clawgateway.control.output.LogLines;
import dev.clawgateway.control.output.LogPlace;
import dev.clawgateway.control.output.LogWish;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.WorkloadId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

/**
 * Goes through a workload's output as it comes, until the workload has ended and all is read. For
 * one thread at a time. Holds nothing at the gateway, so it may be left at any line.
 */
final class Output implements Iterator<OutputLine> {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LINES = 1000;
    private static final long BYTES = 8L << 20;

    private final Calls calls;
    private final OutputOperations output;
    private final Caller caller;
    private final WorkloadId workload;
    private final BooleanSupplier ended;
    private final Deque<OutputLine> read = new ArrayDeque<>();
    private LogPlace place = new LogPlace(null, 0, 0);

    /**
     * From the first line that is kept.
     *
     * @param ended whether nothing more will come
     */
    Output(
            Calls calls,
            OutputOperations output,
            Caller caller,
            WorkloadId workload,
            BooleanSupplier ended) {
        this.calls = calls;
        this.output = output;
        this.caller = caller;
        this.workload = workload;
        this.ended = ended;
    }

    @Override
    public boolean hasNext() {
        while (read.isEmpty()) {
            boolean last = ended.getAsBoolean(); // before it is read: nothing comes after the end
            fetch();
            if (read.isEmpty()) {
                if (last) {
                    return false;
                }
                calls.pause(PAUSE);
            }
        }
        return true;
    }

    @Override
    public OutputLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the workload has ended");
        }
        return read.removeFirst();
    }

    private void fetch() {
        LogWish wish = new LogWish(LINES, true, place, BYTES);
        LogLines lines =
                calls.<LogLines>ask(
                        Calls.About.of(workload),
                        reply -> output.read(caller, workload, wish, reply));
        LogPlace first = lines.first();
        keep(false, first.stdout(), lines.stdout());
        keep(true, first.stderr(), lines.stderr());
        place =
                new LogPlace(
                        first.series(),
                        first.stdout() + lines.stdout().size(),
                        first.stderr() + lines.stderr().size());
    }

    private void keep(boolean stderr, long first, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            read.addLast(new OutputLine(stderr, first + i, lines.get(i)));
        }
    }
}
