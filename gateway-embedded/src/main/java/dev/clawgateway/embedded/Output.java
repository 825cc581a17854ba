package dev.clawgateway.embedded;

import dev.clawgateway.control.operations.follow.FollowedOutput;
import dev.clawgateway.control.operations.follow.OutputFollowingOperations;
import dev.clawgateway.control.operations.follow.OutputMark;
import dev.clawgateway.control.operations.follow.OutputWish;
import dev.clawgateway.control.operations.follow.PrintedPart;
import dev.clawgateway.control.output.LogPlace;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.WorkloadId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Goes through a workload's output as it comes, until nothing can follow. For one thread at a time.
 * Left early, it is forgotten with the next thing that happens to the workload.
 */
final class Output implements Iterator<OutputLine> {
    private static final OutputWish ALL =
            new OutputWish(true, true, null, new LogPlace(null, 0, 0), 0);

    private final Calls calls;
    private final Semaphore more = new Semaphore(0);
    private final FollowedOutput followed;
    private final Deque<OutputLine> read = new ArrayDeque<>();
    private boolean over;

    /** From the first line that is kept. */
    Output(Calls calls, OutputFollowingOperations output, Caller caller, WorkloadId workload) {
        this.calls = calls;
        followed =
                calls.<FollowedOutput>ask(
                        Calls.About.of(workload),
                        reply -> output.follow(caller, workload, ALL, more::release, reply));
    }

    @Override
    public boolean hasNext() {
        while (read.isEmpty() && !over) {
            fetch();
        }
        return !read.isEmpty();
    }

    @Override
    public OutputLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the workload has ended");
        }
        return read.removeFirst();
    }

    private void fetch() {
        CompletableFuture<PrintedPart> told = new CompletableFuture<>();
        followed.read(told::complete);
        PrintedPart part = calls.await(told);
        for (OutputMark mark : part.marks()) {
            if (mark instanceof OutputMark.Line line) {
                read.addLast(new OutputLine(line.stderr(), line.number(), line.text()));
            }
        }
        if (part.over()) {
            over = true;
            followed.close();
        } else if (part.marks().isEmpty()) {
            calls.await(more);
        }
    }
}
