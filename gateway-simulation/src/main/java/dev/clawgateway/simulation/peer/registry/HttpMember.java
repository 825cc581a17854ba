package dev.clawgateway.simulation.peer.registry;

import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.peer.Board;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A program that is in one of the two registries: beats as long as it thinks it is a member, and
 * does the rest when it is told to.
 */
public final class HttpMember {
    private static final int NOT_FOUND = 404;

    /** Where there are more, the others are all in one registry. */
    private static final int FEW = 3;

    private static final int FIRST_PORT = 5000;
    private static final Duration BEAT = Duration.ofSeconds(30);
    private static final List<String> LOOKS =
            List.of(
                    "/health",
                    "/ready",
                    "/metrics",
                    "/",
                    "/api/health",
                    "/cluster/status",
                    "/cluster/health",
                    "/cluster/service-status");

    private final String name;
    private final PeerWorld world;
    private final Board board;
    private final boolean discovers;
    private final SimulatedMachine machine;
    private final MemberId number;
    private final String address;
    private SimulatedProcess process;
    private @Nullable String id;
    private int port = FIRST_PORT;
    private boolean beating;
    private int unanswered;

    /**
     * @param index which member it is in its world
     */
    public HttpMember(int index, PeerWorld world, Board board) {
        this.name = "member-" + index;
        this.world = world;
        this.board = board;
        RandomGenerator traits = world.dice().stream(name);
        this.discovers = traits.nextBoolean() || index >= FEW;
        this.machine = world.machine(name);
        this.process = machine.start("member");
        this.number = new MemberId(Integer.toString(index), traits.nextInt(4) != 0);
        this.address = "10.0.0." + (1 + index);
    }

    public String name() {
        return name;
    }

    /** Comes for the first time. */
    public void start() {
        process.execute(this::join);
    }

    /** Does one thing that its state allows. */
    public void act(RandomGenerator dice) {
        if (!process.alive()) {
            process = machine.start("member");
            start();
            return;
        }
        if (dice.nextInt(6) == 0) {
            ask(MembershipAsk.look(LOOKS.get(dice.nextInt(LOOKS.size()))), _ -> {});
        } else if (discovers) {
            discover(dice);
        } else {
            takePart(dice);
        }
    }

    private void discover(RandomGenerator dice) {
        switch (dice.nextInt(10)) {
            case 0, 1 -> {
                port += dice.nextInt(2);
                join();
            }
            case 2 -> ask(DiscoveryAsk.beat(number), _ -> {});
            case 3 -> ask(DiscoveryAsk.nodes(dice.nextBoolean() ? number : null), _ -> {});
            case 4 -> ask(DiscoveryAsk.nodes(null), _ -> {});
            case 5 -> ask(DiscoveryAsk.leader(), _ -> {});
            case 6 -> ask(DiscoveryAsk.postLeader(number), _ -> {});
            case 7 -> ask(DiscoveryAsk.stats(), _ -> {});
            case 8 -> leave();
            default -> {
                if (dice.nextInt(4) == 0) {
                    ask(DiscoveryAsk.reset(), _ -> {});
                } else {
                    join();
                }
            }
        }
    }

    private void takePart(RandomGenerator dice) {
        String own = id;
        if (own == null) {
            join();
            return;
        }
        switch (dice.nextInt(10)) {
            case 0 -> join();
            case 1, 2 -> ask(MembershipAsk.pulse(own, dice.nextBoolean()), _ -> {});
            case 3 -> ask(MembershipAsk.one(own), _ -> {});
            case 4, 5 -> ask(MembershipAsk.all(), _ -> {});
            case 6 -> ask(MembershipAsk.disable(own), _ -> {});
            case 7 -> ask(MembershipAsk.enable(own), _ -> {});
            case 8 -> leave();
            default -> serve(dice.nextInt(3) != 0);
        }
    }

    private void serve(boolean serving) {
        if (!serving) {
            board.owe("maintenance", new CliRequest.SetServing(true));
        }
        ask(MembershipAsk.serve(serving), _ -> {});
    }

    private void join() {
        if (discovers) {
            ask(DiscoveryAsk.join(number, address, port, false), this::joined);
        } else {
            ask(
                    MembershipAsk.enter(id, "http://" + address + ":4402", "default-cluster"),
                    this::joined);
        }
    }

    private void joined(@Nullable MemberAnswer answer) {
        if (answer instanceof MemberAnswer.Member member) {
            id = member.id();
            beat();
        } else if (answer instanceof MemberAnswer.Joined) {
            beat();
        }
    }

    private void beat() {
        if (!beating) {
            beating = true;
            beatLater();
        }
    }

    private void beatLater() {
        process.after(
                BEAT,
                () -> {
                    String own = id;
                    if (beating && discovers) {
                        ask(DiscoveryAsk.beat(number), this::beaten);
                    } else if (beating && own != null) {
                        ask(MembershipAsk.pulse(own, false), this::beaten);
                    }
                });
    }

    private void beaten(@Nullable MemberAnswer answer) {
        boolean unknown =
                switch (answer) {
                    case MemberAnswer.Beaten beaten -> !beaten.known();
                    case MemberAnswer.Failure failure -> failure.status() == NOT_FOUND;
                    case null, default -> false;
                };
        if (unknown) {
            beating = false;
            join();
        } else if (beating) {
            beatLater();
            lookAround();
        }
    }

    /** Now and then it wants to know who else is there. */
    private void lookAround() {
        int kind = process.random().nextInt(12);
        if (discovers && kind == 0) {
            ask(DiscoveryAsk.nodes(number), _ -> {});
        } else if (discovers && kind == 1) {
            ask(DiscoveryAsk.leader(), _ -> {});
        } else if (kind <= 1) {
            ask(MembershipAsk.all(), _ -> {});
        }
    }

    private void leave() {
        beating = false;
        String own = id;
        if (discovers) {
            ask(DiscoveryAsk.leave(number), _ -> {});
        } else if (own != null) {
            id = null;
            ask(MembershipAsk.delete(own), _ -> {});
        }
    }

    private void ask(HttpAsk what, Consumer<@Nullable MemberAnswer> then) {
        SimulatedProcess asking = process;
        unanswered++;
        asking.execute(() ->
                new HttpTalk(
                        world,
                        name,
                        asking,
                        what,
                        answer -> {
                            unanswered--;
                            then.accept(answer);
                        }));
    }

    /** Does nothing for a while, and then goes on as if nothing had been. */
    public void pause(Duration length) {
        SimulatedProcess pausing = process;
        pausing.pause();
        world.agenda().after(length, pausing::resume);
    }

    /** Ends without a word; it comes back when it acts again. */
    public void vanish() {
        process.kill();
        beating = false;
        unanswered = 0;
    }

    /** Whether every question has its answer. */
    public boolean quiet() {
        return unanswered == 0;
    }

    /** Faults are over: it is there, and in its registry. */
    public void behave() {
        if (!process.alive()) {
            process = machine.start("member");
        }
        process.resume();
        start();
    }
}
