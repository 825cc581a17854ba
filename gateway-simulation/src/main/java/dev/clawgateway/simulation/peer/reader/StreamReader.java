package dev.clawgateway.simulation.peer.reader;

import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.peer.Patience;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.StreamFact;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A program that follows a stream of the API for a while, goes away, and comes back with what it
 * was told last. Whether it comes anew once in a while, it draws.
 */
public abstract class StreamReader {
    private static final int LONGEST_SECONDS = 120;
    private static final int LONGEST_PAUSE_SECONDS = 40;
    private static final int ANEW_ONE_IN = 10;

    /** Only then what it was told is compared with what is shown. */
    private static final Duration AT_REST = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /** Looks at which all is as before, and differs, before that is told. */
    private static final int STUCK = 10;

    private final String name;
    private final PeerWorld world;
    private final SimulatedProcess process;
    private final RandomGenerator dice;
    private final Patience patience;
    private @Nullable StreamTalk talk;
    private String stream = "";

    /** Of which the number is that it knows, and of which what it is told now. */
    private String history = "";

    private String coming = "";
    private int streams;
    private boolean stays;
    private boolean compares;
    private Object before = "";
    private int alike;

    StreamReader(String name, PeerWorld world) {
        this.name = name;
        this.world = world;
        process = world.machine(name).start("reader");
        dice = world.dice().stream(name);
        patience = new Patience(world.dice().stream("patience " + name));
    }

    public final String name() {
        return name;
    }

    /** Comes for the first time. */
    public final void start() {
        process.after(Duration.ofMillis(dice.nextInt(5000)), this::come);
    }

    /** Faults are over: it stays from now on, and looks in the end whether it was told all. */
    public final void behave() {
        stays = true;
        compares = true;
        process.after(AT_REST, this::look);
    }

    /** Whether nothing is left to be compared. */
    public final boolean quiet() {
        return !compares;
    }

    private void come() {
        if (talk == null) {
            if (dice.nextInt(ANEW_ONE_IN) == 0) {
                forget();
            }
            stream = name + "/" + ++streams;
            world.tell(new StreamFact.Opens(name, stream, what(), after()));
            String form = dice.nextBoolean() ? "text/event-stream" : "application/x-ndjson";
            StreamTalk mine =
                    new StreamTalk(
                            world, process, StreamTalk.get(path(), form, history()), new Ear());
            talk = mine;
            Duration stay = Duration.ofMillis(dice.nextInt(LONGEST_SECONDS * 1000));
            process.after(stay, () -> leave(mine));
        }
    }

    private String history() {
        return after() < 0 ? "" : history;
    }

    private void leave(StreamTalk mine) {
        if (!stays && talk == mine) {
            mine.hangUp();
        }
    }

    private final class Ear implements StreamTalk.Reader {
        @Override
        public void began(String itsHistory) {
            patience.reset();
            coming = itsHistory;
            world.tell(new StreamFact.Began(name, stream));
        }

        @Override
        public void told(JsonNode record) {
            hear(record);
            history = coming;
        }

        @Override
        public void refused(int status, JsonNode problem) {
            String code = problem.path("code").asString("");
            world.tell(new StreamFact.Refused(name, stream, status, code));
            if (code.equals("gone")) {
                forget();
            }
        }

        @Override
        public void over(String reason) {
            talk = null;
            world.tell(new StreamFact.Over(name, stream, reason));
            Duration pause =
                    stays || dice.nextBoolean()
                            ? patience.next()
                            : Duration.ofMillis(dice.nextInt(LONGEST_PAUSE_SECONDS * 1000));
            process.after(pause, StreamReader.this::come);
        }
    }

    private void look() {
        new PageTalk(
                world,
                process,
                shown(),
                body -> {
                    if (body == null || !compare(body)) {
                        process.after(BETWEEN_LOOKS, this::look);
                    }
                });
    }

    private boolean compare(JsonNode body) {
        Object told = toldAll();
        Object shown = shownAll(body);
        Object both = told + " " + shown;
        alike = both.equals(before) ? alike + 1 : 0;
        before = both;
        if (told.equals(shown) || alike >= STUCK) {
            compared(body);
            compares = false;
        }
        return !compares;
    }

    final PeerWorld world() {
        return world;
    }

    /** Of which stream it is told. */
    final String stream() {
        return stream;
    }

    /** What it follows. */
    abstract String what();

    /** Where it goes on; -1 for all there is. */
    abstract long after();

    /** The stream from there on. */
    abstract String path();

    /** Begins anew the next time. */
    abstract void forget();

    /** It is told something. */
    abstract void hear(JsonNode record);

    /** Where what is true is shown. */
    abstract String shown();

    /** What it knows, and what is shown: the same where all was told. */
    abstract Object toldAll();

    abstract Object shownAll(JsonNode body);

    /** Tells the referee of both. */
    abstract void compared(JsonNode body);
}
