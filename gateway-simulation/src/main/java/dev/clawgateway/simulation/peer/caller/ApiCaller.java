package dev.clawgateway.simulation.peer.caller;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.space.WorkspaceWish;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.peer.Board;
import dev.clawgateway.simulation.peer.Patience;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.Work;
import dev.clawgateway.simulation.peer.registry.HttpAnswer;
import dev.clawgateway.simulation.referee.caller.Once;
import dev.clawgateway.simulation.referee.fact.CallerFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A program that changes things by the API. Each change has a key; while no answer has come it is
 * sent again under that, by the next process too, which reads from its disk what is open.
 */
public final class ApiCaller {
    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int UNAVAILABLE = 500;
    private static final int MOST_LINES = 12;
    private static final int LONGEST_LIFE_SECONDS = 20;

    /** In which what is to go is gone, once nothing is in the way any more. */
    private static final Duration AT_REST = Duration.ofMinutes(10);

    /** A wish that is open for longer has to wait for somebody to send it again. */
    private static final int TRIES = 6;

    private final String name;
    private final PeerWorld world;
    private final Board board;
    private final SimulatedMachine machine;
    private final Patience patience;
    private final List<CallerWish> wishes = new ArrayList<>();
    private final Spaces spaces = new Spaces();
    private final Map<String, String> deletions = new HashMap<>();

    /** What happens once a deletion was granted, by its key. */
    private final Map<String, Runnable> afterwards = new HashMap<>();

    private SimulatedProcess process;
    private int looks;
    private int unanswered;
    private int returning;
    private boolean insists;

    public ApiCaller(String name, PeerWorld world, Board board) {
        this.name = name;
        this.world = world;
        this.board = board;
        machine = world.machine(name);
        process = machine.start("caller");
        patience = new Patience(world.dice().stream("patience " + name));
    }

    public String name() {
        return name;
    }

    /** Submits one workload. */
    public void submit(RandomGenerator dice) {
        String key = nextKey();
        wish(CallerWish.submission(key, spec(key, dice)));
    }

    /** Submits a file of them. */
    public void submitFile(RandomGenerator dice) {
        String key = nextKey();
        List<WorkloadSpec> specs = new ArrayList<>();
        for (int i = 1 + dice.nextInt(MOST_LINES); i > 0; i--) {
            specs.add(spec(key + "-" + (specs.size() + 1), dice));
        }
        wish(CallerWish.file(key, specs, dice.nextBoolean()));
    }

    /** Stops one that somebody has heard of. */
    public void stop(int pick, boolean force) {
        WorkloadId workload = board.workload(pick);
        if (workload != null) {
            wish(CallerWish.stop(nextKey(), new CliRequest.StopWorkload(workload, force)));
        }
    }

    /** Makes a workspace. */
    public void openSpace(RandomGenerator dice) {
        String key = nextKey();
        WorkspaceWish wanted = Spaces.wish(key, dice);
        wish(CallerWish.space(key, wanted, Spaces.spec(wanted)));
    }

    /** Deletes one that it has made. */
    public void deleteSpace(int pick) {
        deleteSpace(pick, () -> {});
    }

    /**
     * Deletes one that it has made; where there is none, it makes one first and lets it run.
     *
     * @param then what happens once that was granted
     */
    public void deleteSpaceAnd(int pick, RandomGenerator dice, Runnable then) {
        if (!deleteSpace(pick, then)) {
            openSpace(dice);
            process.after(
                    Duration.ofSeconds(1 + dice.nextInt(LONGEST_LIFE_SECONDS)),
                    () -> deleteSpace(pick, then));
        }
    }

    private boolean deleteSpace(int pick, Runnable then) {
        Spaces.Mine space = spaces.take(pick);
        if (space != null) {
            afterwards.put(delete(space), then);
        }
        return space != null;
    }

    /** Looks how workspaces stand. */
    public void listSpaces() {
        String name = this.name + "-look-" + ++looks;
        world.tell(new CallerFact.SpacesAsked(this.name, name));
        run(
                CallerWish.listing(),
                whole -> {
                    if (whole != null && whole.status() == OK) {
                        world.tell(
                                new CallerFact.SpacesShown(
                                        this.name, name, CallerText.spaces(whole.body())));
                    }
                });
    }

    private String delete(Spaces.Mine space) {
        String key = nextKey();
        world.tell(new CallerFact.SpaceDeletion(name, key, space.id()));
        deletions.put(key, space.id());
        wish(CallerWish.deletion(key, space.id(), space.workload()));
        return key;
    }

    /** Sends what it sent before, so many times at once. */
    public void sendAgain(int pick, int times) {
        CallerWish wish = Board.picked(wishes, pick);
        for (int i = 0; wish != null && i < times; i++) {
            send(wish, TRIES);
        }
    }

    /** Sends something else under a key that was granted something. */
    public void change(int pick) {
        CallerWish wish = Board.picked(wishes, pick);
        if (wish != null && !wish.many() && wish.granted()) {
            run(
                    wish.other(),
                    whole -> {
                        if (whole != null && whole.status() < UNAVAILABLE) {
                            String code = CallerText.one(whole.status(), whole.body()).code();
                            world.tell(
                                    new CallerFact.OtherAnswered(
                                            name, wish.key(), whole.status(), code));
                        }
                    });
        }
    }

    /** Its process ends; another one goes on. */
    public void vanish() {
        SimulatedProcess ended = process;
        process = machine.start("caller");
        ended.kill();
        unanswered = 0;
        returning = 0;
        wishes.stream().filter(wish -> !wish.over()).forEach(wish -> send(wish, TRIES));
    }

    /**
     * Faults are over: whatever is open is sent until it is answered, and what would run for ever
     * goes.
     */
    public void behave() {
        insists = true;
        process.resume();
        wishes.stream().filter(wish -> !wish.over()).toList().forEach(wish -> send(wish, TRIES));
        deleteAllSpaces();
        returning++;
        process.after(
                AT_REST,
                () -> {
                    returning--;
                    listSpaces();
                });
    }

    private void deleteAllSpaces() {
        for (Spaces.Mine space = spaces.take(0); space != null; space = spaces.take(0)) {
            String _ = delete(space);
        }
    }

    /** Whether everything has its answer. */
    public boolean quiet() {
        return unanswered == 0
                && returning == 0
                && (!insists || wishes.stream().allMatch(CallerWish::over));
    }

    private String nextKey() {
        return Once.NAMES + name + "-" + (wishes.size() + 1);
    }

    private static WorkloadSpec spec(String name, RandomGenerator dice) {
        Work work = new Work(Duration.ofSeconds(1 + dice.nextInt(90)), 0, 0, false);
        return new WorkloadSpec(
                WorkloadSpec.PROCESS_IMAGE,
                work.command(),
                Map.of(),
                dice.nextInt(3),
                256,
                250,
                Map.of("name", name),
                SchedulingRequirements.NONE);
    }

    private void wish(CallerWish wish) {
        wishes.add(wish);
        send(wish, TRIES);
    }

    private void send(CallerWish wish, int tries) {
        for (CallerWish.Part part : wish.parts()) {
            boolean again = part.request() > 0;
            if (part.fresh()) {
                part.askedAs(world.numbers().request());
                world.tell(new OperatorFact.Asked(name, part.request(), part.what()));
            }
            part.sent();
            world.tell(new CallerFact.Sent(name, part.name(), again));
        }
        run(
                wish.request(),
                whole -> {
                    if (whole != null) {
                        read(wish, whole);
                    }
                    if (!wish.over() && (tries > 1 || insists)) {
                        later(wish, tries - 1);
                    } else {
                        patience.reset();
                    }
                });
    }

    private void later(CallerWish wish, int tries) {
        returning++;
        process.after(
                patience.next(),
                () -> {
                    returning--;
                    if (!wish.over()) {
                        send(wish, tries);
                    }
                });
    }

    private void run(byte[] request, Consumer<HttpAnswer.@Nullable Whole> then) {
        SimulatedProcess sending = process;
        unanswered++;
        sending.execute(() ->
                new CallerTalk(
                        world,
                        name,
                        sending,
                        request,
                        whole -> {
                            if (sending == process) {
                                unanswered--;
                                then.accept(whole);
                            }
                        }));
    }

    private void read(CallerWish wish, HttpAnswer.Whole whole) {
        if (!wish.many() || whole.status() != OK) {
            for (CallerWish.Part part : wish.parts()) {
                read(part, CallerText.one(whole.status(), whole.body()));
            }
            return;
        }
        for (CallerText.Said said : CallerText.lines(whole.body())) {
            CallerWish.Part part = wish.part(said.line());
            if (part != null) {
                read(part, said);
            }
        }
    }

    private void read(CallerWish.Part part, CallerText.Said said) {
        part.heard();
        if (said.status() >= OK && said.status() < MULTIPLE_CHOICES) {
            world.tell(new CallerFact.Granted(name, part.name(), said.said().toString()));
            spaces(part, said.said());
            answered(part, CallerText.granted(part.what(), said.said()), false);
        } else if (said.status() < UNAVAILABLE) {
            world.tell(new CallerFact.Refused(name, part.name(), said.status(), said.code()));
            answered(part, CallerText.refused(part.what(), said), true);
        }
    }

    /** What was granted may be about a workspace. */
    private void spaces(CallerWish.Part part, JsonNode said) {
        String deleted = deletions.get(part.name());
        if (part.over()) {
            return;
        } else if (deleted != null) {
            world.tell(new CallerFact.SpaceDeleted(name, part.name(), deleted));
            Runnable then = afterwards.remove(part.name());
            if (then != null) {
                then.run();
            }
        } else if (said.has("workloadId")) {
            String id = said.path("id").asString("");
            WorkloadId workload = WorkloadId.parse(said.path("workloadId").asString(""));
            world.tell(new CallerFact.SpaceOpened(name, part.name(), id, workload));
            spaces.opened(id, workload);
            if (insists) {
                process.execute(this::deleteAllSpaces);
            }
        }
    }

    private void answered(CallerWish.Part part, CliReply reply, boolean refusal) {
        if (part.over()) {
            return;
        }
        part.end(refusal);
        if (refusal && part.mayComeYet()) {
            world.tell(new OperatorFact.Unanswered(name, part.request()));
            return;
        }
        if (reply instanceof CliReply.WorkloadStarted started) {
            board.heardOf(started.workloadId());
        } else if (reply instanceof CliReply.SchedulingStatus status) {
            board.heardOf(status.workloadId());
        }
        world.tell(new OperatorFact.Answered(name, part.request(), reply));
    }
}
