package dev.clawgateway.server.http.stream;

import dev.clawgateway.control.access.Grant;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.http.CallerPace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All streamed answers: lets so many in, says on silent ones that they go on, and ends them before
 * the gateway stops. Safe from any thread.
 */
public final class Streams {
    /** Between those who come back after a stop, so that they do not come all at once. */
    private static final int MILLIS_APART = 37;

    private static final int MOST_MILLIS_APART = 4000;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Supplier<StreamLimits> limits;
    private final TrafficCounters traffic;
    private final Executor executor;
    private final Time time;

    /** By their numbers: those that came first are told first. */
    private final Map<Long, OpenStream> open = new ConcurrentSkipListMap<>();

    private final Map<String, Integer> ofCallers = new ConcurrentHashMap<>();
    private final Map<Long, Held> held = new ConcurrentSkipListMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger size = new AtomicInteger();
    private volatile boolean ending;

    /**
     * None is open.
     *
     * @param executor makes what is told; may take its time
     */
    public Streams(
            Supplier<StreamLimits> limits, TrafficCounters traffic, Executor executor, Time time) {
        this.limits = limits;
        this.traffic = traffic;
        this.executor = executor;
        this.time = time;
    }

    /** Who reads, by what right, and in which form. */
    public record Reader(
            Caller caller, Grant grant, StreamForm form, Map<String, String> headers) {}

    /** Whether one more is let in. */
    public sealed interface Entry {
        /** So many are: the way to be used once. */
        record Free(Pass pass) implements Entry {}

        /**
         * No.
         *
         * @param status of HTTP
         */
        record Full(int status, String why, Duration pause) implements Entry {}
    }

    /** A place that is taken, for a stream that has not begun. To be used, or given back. */
    public final class Pass {
        private final String name;
        private final long number = numbers.incrementAndGet();

        private Pass(String name) {
            this.name = name;
        }

        /** It is not needed after all. */
        public void giveBack() {
            left(name);
        }

        /**
         * Keeps the place for an answer that takes its time.
         *
         * @param begin is told what to run once it is answered, and tells what has it answered at
         *     once
         */
        public void hold(Function<Runnable, Runnable> begin) {
            Held one = new Held(number, name);
            held.put(number, one);
            one.end = begin.apply(one::answered);
            if (ending) {
                one.end.run();
            }
        }

        /**
         * Answers with a stream.
         *
         * @param source has what is told
         */
        public void open(Exchange exchange, Reader reader, StreamSource source) {
            RouteAnswer head =
                    RouteAnswer.empty(200)
                            .with(
                                    Map.of(
                                            "Content-Type", reader.form().contentType(),
                                            "Cache-Control", "no-store",
                                            "X-Accel-Buffering", "no"))
                            .with(reader.headers());
            OpenStream stream =
                    new OpenStream(
                            exchange.stream(head),
                            reader.form(),
                            executor,
                            time,
                            _ -> {
                                open.remove(number);
                                left(name);
                            });
            open.put(number, stream);
            stream.begin(source, reader.grant(), limits.get().stall(), slow());
            if (ending) {
                stream.end(shuttingDown(0));
            }
        }
    }

    /** An answer that takes its time. */
    private final class Held {
        private final long number;
        private final String name;
        private volatile Runnable end = () -> {};

        Held(long number, String name) {
            this.number = number;
            this.name = name;
        }

        void answered() {
            if (held.remove(number) != null) {
                left(name);
            }
        }
    }

    /** Lets one more of a caller in, if there is room. */
    public Entry enter(Caller caller) {
        StreamLimits now = limits.get();
        if (ending) {
            return new Entry.Full(503, "the gateway stops", Duration.ofSeconds(2));
        }
        if (size.incrementAndGet() > now.most()) {
            size.decrementAndGet();
            traffic.refused("streams");
            return new Entry.Full(503, "there are %d streams already".formatted(now.most()), SOON);
        }
        String name = CallerPace.name(caller);
        if (!name.isEmpty() && ofCallers.merge(name, 1, Integer::sum) > now.mostOfCaller()) {
            left(name);
            traffic.refused("streams_of_caller");
            return new Entry.Full(
                    429, "you have %d streams already".formatted(now.mostOfCaller()), SOON);
        }
        return new Entry.Free(new Pass(name));
    }

    private void left(String name) {
        size.decrementAndGet();
        if (!name.isEmpty()) {
            ofCallers.computeIfPresent(name, (_, count) -> count > 1 ? count - 1 : null);
        }
    }

    private static StreamEnd slow() {
        return new StreamEnd(StreamEnd.SLOW, "what was sent was not read in time", SOON);
    }

    private static StreamEnd shuttingDown(int place) {
        int apart = place * MILLIS_APART % MOST_MILLIS_APART;
        return new StreamEnd(
                StreamEnd.SHUTTING_DOWN, null, Duration.ofSeconds(1).plusMillis(apart));
    }

    /** A duty, to be done every second or so: no stream is silent for long. */
    public void look() {
        Duration silence = limits.get().heartbeat();
        open.values().forEach(stream -> stream.beat(silence));
    }

    /** The gateway stops: all of them end, and none begins. Who waits for an answer gets it. */
    public void end() {
        ending = true;
        int place = 0;
        for (OpenStream stream : open.values()) {
            stream.end(shuttingDown(place++));
        }
        held.values().forEach(one -> one.end.run());
    }

    /** Open now. */
    public int size() {
        return size.get();
    }

    /** What is measured of them. */
    public List<Figure> figures() {
        return List.of(
                Figure.gauge(
                        "gateway.streams.open",
                        "Streamed answers that are being read",
                        Map.of(),
                        size::get));
    }
}
