package dev.clawgateway.server.dialect.api.stream;

import dev.clawgateway.control.operations.follow.ListWatch;
import dev.clawgateway.control.operations.follow.Watched;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.server.http.stream.StreamEnd;
import dev.clawgateway.server.http.stream.StreamForm;
import dev.clawgateway.server.http.stream.StreamSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What becomes of the things of a list, on one stream. */
final class WatchSource<T, A> implements StreamSource {
    private static final int AT_ONCE = 64;

    private final ListWatch<T> watch;
    private final Waker waker;
    private final StreamForm form;
    private final Form<T, A> words;

    /** Whether what was there at first is being told: then nobody can go on in the middle. */
    private boolean first;

    private long told;
    private long looked;
    private @Nullable Watched<T> read;

    /** How things are told. */
    record Form<T, A>(Function<T, A> words, Kind<A> kind) {}

    /**
     * A source.
     *
     * @param read what was read of the watch already
     * @param bookmark whether the reader is told where it begins, as it has no list
     */
    WatchSource(
            ListWatch<T> watch,
            Watched<T> read,
            boolean bookmark,
            Waker waker,
            StreamForm form,
            Form<T, A> words) {
        this.watch = watch;
        this.read = read;
        this.first = bookmark;
        this.waker = waker;
        this.form = form;
        this.words = words;
    }

    static <T> Watched<T> read(ListWatch<T> watch) {
        return watch.read(AT_ONCE);
    }

    @Override
    public void begin(Runnable wake) {
        waker.into(wake);
    }

    @Override
    public Piece next() {
        while (true) {
            Watched<T> now = read == null ? read(watch) : read;
            read = null;
            if (now instanceof Watched.Gone<T>(String why)) {
                return Piece.last(new byte[0], new StreamEnd(StreamEnd.GONE, why, null));
            }
            Watched.Next<T> next = (Watched.Next<T>) now;
            List<byte[]> records = new ArrayList<>();
            next.items().forEach(item -> records.add(record(item)));
            if (next.revision() > 0) {
                looked = next.revision();
                if (first) {
                    first = false;
                    told = looked;
                    records.add(NoticeRecords.bookmark(form, "revision", looked, true));
                }
            }
            if (!records.isEmpty()) {
                return Piece.of(NoticeRecords.together(records));
            } else if (next.revision() > 0) {
                return Piece.NOTHING;
            }
        }
    }

    private byte[] record(Watched.Item<T> item) {
        byte[] json =
                JsonTree.write(out ->
                        out.required(
                                        "type",
                                        Kinds.TEXT,
                                        item.kind().name().toLowerCase(Locale.ROOT))
                                .required("revision", Kinds.U64, item.revision())
                                .required(
                                        "object", words.kind(), words.words().apply(item.thing())));
        if (first) {
            return form.record(null, json);
        }
        told = item.revision();
        return form.record(Long.toString(item.revision()), json);
    }

    @Override
    public byte @Nullable [] beat() {
        if (looked <= told) {
            return null;
        }
        told = looked;
        return NoticeRecords.bookmark(form, "revision", looked, false);
    }

    @Override
    public void close() {
        watch.close();
    }
}
