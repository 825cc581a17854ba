package dev.clawgateway.server.dialect.api.stream;

import dev.clawgateway.control.operations.follow.FollowedOutput;
import dev.clawgateway.control.operations.follow.OutputMark;
import dev.clawgateway.control.operations.follow.PrintedPart;
import dev.clawgateway.server.http.stream.StreamEnd;
import dev.clawgateway.server.http.stream.StreamForm;
import dev.clawgateway.server.http.stream.StreamSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a workload prints, on one stream. Parts are looked up by another thread. */
final class OutputSource implements StreamSource {
    private final FollowedOutput output;
    private final Waker waker;
    private final StreamForm form;
    private final AtomicReference<@Nullable PrintedPart> found = new AtomicReference<>();
    private boolean looking;
    private volatile Runnable wake = () -> {};

    OutputSource(FollowedOutput output, Waker waker, StreamForm form) {
        this.output = output;
        this.waker = waker;
        this.form = form;
    }

    @Override
    public void begin(Runnable stream) {
        wake = stream;
        waker.into(stream);
    }

    @Override
    public Piece next() {
        PrintedPart part = found.getAndSet(null);
        if (part == null) {
            if (!looking) {
                look();
            }
            return Piece.NOTHING;
        }
        looking = false;
        if (part.over()) {
            return Piece.last(
                    OutputWords.ended(part.workload(), form),
                    new StreamEnd(StreamEnd.COMPLETE, null, null));
        }
        List<byte[]> records = new ArrayList<>();
        for (OutputMark mark : part.marks()) {
            records.add(OutputWords.record(mark, form));
        }
        byte[] bytes = NoticeRecords.together(records);
        if (bytes.length == 0 && waker.hasNews()) {
            look(); // something came while it was looked up
        }
        return Piece.of(bytes);
    }

    private void look() {
        looking = true;
        waker.look();
        output.read(part -> {
            found.set(part);
            wake.run();
        });
    }

    @Override
    public void close() {
        output.close();
    }
}
