package dev.clawgateway.server.dialect.api.stream;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.protocol.api.event.ApiEvent;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.http.stream.StreamForm;
import dev.clawgateway.server.shown.ShownEvents;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest events as they are sent: a thousand readers of one event have it written once. Safe
 * from any thread.
 */
final class RenderedEvents {
    private static final int KEPT = 1 << 10;

    private final AtomicReferenceArray<@Nullable Rendered> kept = new AtomicReferenceArray<>(KEPT);

    private record Rendered(Event event, Bytes json) {}

    private static final class Bytes {
        private final byte[] json;

        Bytes(byte[] json) {
            this.json = json;
        }
    }

    byte[] of(Event event, StreamForm form) {
        int place = (int) (event.sequence() % KEPT);
        Rendered there = kept.get(place);
        if (there == null || !there.event().equals(event)) {
            byte[] json = JsonTree.write(out -> ApiEvent.told(ShownEvents.of(event), out));
            there = new Rendered(event, new Bytes(json));
            kept.set(place, there);
        }
        return form.record(Long.toString(event.sequence()), there.json().json);
    }
}
