package dev.clawgateway.simulation.access;

import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.server.DoorSetup;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.node.Enrolling;
import dev.clawgateway.simulation.peer.Marks;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.Wallets;
import dev.clawgateway.simulation.plan.AccessDeed;
import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.AccessRequest;
import dev.clawgateway.simulation.referee.fact.Pass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whoever runs the fleet: gives credentials to operators, nodes, members and machines, takes them
 * back, and gives others instead. The first operator and the members always have good ones, so that
 * there is somebody who can put everything right.
 */
public final class Office {
    private static final String NAME = "office";
    private static final String THIEF = "thief";
    private static final int LONGEST_WAIT_SECS = 120;
    private static final int ROOM_OF_NAMES = 1000;
    private static final List<Role> ROLES = List.of(Role.values());
    private static final List<String> CLUSTERS =
            Stream.concat(Stream.of(QueueTerms.DEFAULT_CLUSTER), Marks.CLUSTERS.stream()).toList();

    private static final String ROTATED = "tokens.rotate";

    private static final Pattern DONE =
            Pattern.compile("\"operation\":\"([^\"]+)\".*\"result\":\"done\"");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final PeerWorld world;
    private final WorldKeys keys;
    private final Purse purse;
    private final Enrolments enrolments;
    private final Map<String, Rights> operators = new LinkedHashMap<>();
    private final List<String> nodes = new ArrayList<>();
    private final SimulatedProcess process;
    private int names;

    /** One that has given nothing to anybody. */
    public Office(PeerWorld world) {
        this.world = world;
        keys = new WorldKeys(world.dice().stream("signing keys"), world::tell);
        purse = new Purse(world, keys);
        enrolments = new Enrolments(world, purse);
        process = world.machine(NAME).start(NAME);
    }

    /** What the gateway lets people in by. */
    public DoorSetup doors() {
        return keys.doors();
    }

    /** What peers have to show. */
    public Wallets wallets() {
        return purse;
    }

    public Enrolling enrolling() {
        return enrolments;
    }

    /** The keys are there, before anybody gets anything. */
    public void open() {
        keys.tell();
        purse.fix(NAME, new Holder.Operator(NAME, Rights.FULL));
    }

    /** Everybody gets his first one; the machines have theirs. */
    public void employ(List<String> people, List<String> members, List<String> plainNodes) {
        for (String member : members) {
            purse.fix(member, new Holder.Operator(member, Rights.FULL));
        }
        purse.fix(people.getFirst(), new Holder.Operator(people.getFirst(), Rights.FULL));
        for (String name : people.subList(1, people.size())) {
            operators.put(name, rights());
            give(name);
        }
        nodes.addAll(plainNodes);
        nodes.forEach(this::give);
        enrolments.open();
    }

    private Rights rights() {
        RandomGenerator dice = purse.dice();
        Role role = ROLES.get(dice.nextInt(ROLES.size()));
        return new Rights(role, dice.nextInt(3) == 0 ? null : some(dice), dice.nextInt(3) == 0);
    }

    private static List<String> some(RandomGenerator dice) {
        return CLUSTERS.stream().filter(_ -> dice.nextBoolean()).toList();
    }

    private void give(String peer) {
        Duration life = purse.life();
        Pass made = purse.give(peer, holder(peer), life).pass();
        if (purse.expires(made)) {
            int late = purse.dice().nextInt(LONGEST_WAIT_SECS);
            world.agenda().after(life.plusSeconds(late), () -> replace(peer, made));
        }
    }

    private Holder holder(String peer) {
        Rights rights = operators.get(peer);
        if (rights == null) {
            return new Holder.Node(peer, Map.of());
        }
        String subject = peer;
        for (int again = 2; purse.subjectTakenBack(subject); again++) {
            subject = peer + "-" + again;
        }
        return new Holder.Operator(subject, rights);
    }

    private void replace(String peer, Pass old) {
        HeldToken now = purse.held(peer);
        if (now != null && now.pass().equals(old)) {
            give(peer);
        }
    }

    private void replaceLater(String peer, Pass old) {
        if (enrolments.machines().contains(peer)) {
            enrolments.helpLater(peer);
        } else {
            Duration wait = Duration.ofSeconds(1 + purse.dice().nextInt(LONGEST_WAIT_SECS));
            world.agenda().after(wait, () -> replace(peer, old));
        }
    }

    /** The gateway has written a line of its audit log. */
    public void wrote(String line) {
        Matcher done = DONE.matcher(line);
        if (done.find()) {
            Matcher id = ID.matcher(line);
            String operation = done.group(1);
            world.tell(
                    new AccessFact.Written(
                            "gateway", operation, id.find() ? id.group(1) : "", "done"));
            if (operation.equals(ROTATED)) {
                lookAtKeys(); // whoever asked may not have been answered, or long before
            }
        }
    }

    /** Does one thing. */
    public void act(AccessDeed deed, int pick, int other, RandomGenerator dice) {
        List<String> people = List.copyOf(operators.keySet());
        List<String> all = new ArrayList<>(nodes);
        all.addAll(enrolments.machines());
        switch (deed) {
            case MINT -> mint(picked(people, pick), dice);
            case SHOW_OLD -> showOld(other, dice);
            case REVOKE_OPERATOR -> revoke(picked(people, pick), false);
            case REVOKE_SUBJECT -> revoke(picked(people, pick), true);
            case REVOKE_NODE -> revoke(picked(all, pick), false);
            case REVOKE_TICKET -> revokeTicket();
            case ROTATE -> ask(new AccessRequest.Rotate(), this::lookAtKeys);
            case SHORTEN -> shorten(picked(dice.nextBoolean() ? people : all, pick));
        }
    }

    private static @Nullable String picked(List<String> all, int pick) {
        return all.isEmpty() ? null : all.get(Math.floorMod(pick, all.size()));
    }

    private void revoke(@Nullable String peer, boolean all) {
        HeldToken held = peer == null ? null : purse.held(peer);
        if (peer != null && held != null) {
            ask(
                    all
                            ? new AccessRequest.RevokeSubject(held.pass().subject())
                            : new AccessRequest.Revoke(held.pass().id()),
                    () -> replaceLater(peer, held.pass()));
        }
    }

    private void revokeTicket() {
        HeldToken ticket = enrolments.ticket();
        if (ticket != null) {
            ask(new AccessRequest.Revoke(ticket.pass().id()), enrolments::reopen);
        }
    }

    private void shorten(@Nullable String peer) {
        if (peer != null && !enrolments.shorten(peer) && !enrolments.machines().contains(peer)) {
            Duration life = purse.shortLife();
            Pass made = purse.give(peer, holder(peer), life).pass();
            world.agenda().after(life, () -> replace(peer, made));
        }
    }

    /** Whoever has a token of a key that is no more gets another one, in a while. */
    private void lookAtKeys() {
        for (String peer : operators.keySet()) {
            lookAtKey(peer);
        }
        nodes.forEach(this::lookAtKey);
        enrolments.machines().forEach(this::lookAtKey);
        HeldToken ticket = enrolments.ticket();
        if (ticket != null && !keys.good(ticket.pass().key())) {
            enrolments.reopen();
        }
    }

    private void lookAtKey(String peer) {
        HeldToken held = purse.held(peer);
        if (held != null && !keys.good(held.pass().key())) {
            replaceLater(peer, held.pass());
        }
    }

    /** Asks as an admin; whatever comes of it, it goes on. */
    private void ask(AccessRequest what, Runnable then) {
        purse.asked(what);
        Wallets.Token own = purse.of(NAME);
        if (own != null) {
            talk(NAME, new AccessAsk(what, own), then);
        }
    }

    private void talk(String peer, AccessAsk ask, Runnable then) {
        process.execute(() -> new AccessTalk(world, peer, process, ask, _ -> then.run()));
    }

    /** For himself or for somebody new; what he gets is nobody's, and may be found one day. */
    private void mint(@Nullable String peer, RandomGenerator dice) {
        Wallets.Token own = peer == null ? null : purse.of(peer);
        if (peer == null || own == null) {
            return;
        }
        String subject = dice.nextBoolean() ? peer : "guest-" + dice.nextInt(ROOM_OF_NAMES);
        Role role = ROLES.get(dice.nextInt(ROLES.size()));
        List<String> clusters = dice.nextInt(3) == 0 ? null : some(dice);
        AccessAsk ask =
                new AccessAsk(
                        new AccessRequest.Mint(
                                subject, role.text(), clusters, dice.nextInt(3) == 0),
                        own);
        process.execute(() ->
                new AccessTalk(
                        world,
                        peer,
                        process,
                        ask,
                        result -> {
                            if (result.made() != null) {
                                purse.give(THIEF, result.made());
                            }
                        }));
    }

    private void showOld(int pick, RandomGenerator dice) {
        HeldToken old = purse.old(pick);
        if (old == null) {
            return;
        }
        AccessRequest what =
                switch (old.pass().kind()) {
                    case NODE -> new AccessRequest.Renew();
                    case JOIN -> {
                        enrolments.usedByOthers();
                        String name = "agent-thief-" + names++;
                        yield new AccessRequest.Join("the key of " + name, name);
                    }
                    case OPERATOR ->
                            dice.nextBoolean()
                                    ? new AccessRequest.WhoAmI()
                                    : new AccessRequest.Mint(
                                            old.pass().subject(), "viewer", List.of(), true);
                };
        talk(THIEF, new AccessAsk(what, old.token()), () -> {});
    }

    /** Faults are over: whoever may have one that is no good gets another, which lasts. */
    public void behave() {
        purse.behave();
        operators.keySet().forEach(this::mend);
        nodes.forEach(this::mend);
        HeldToken ticket = enrolments.ticket();
        if (ticket != null && purse.doubtful(ticket.pass())) {
            enrolments.reopen();
        }
    }

    /** Everybody has had the time to help himself: from now on nothing ends. */
    public void prolong() {
        world.tell(new AccessFact.Prolonged(NAME));
        enrolments.prolong();
    }

    private void mend(String peer) {
        HeldToken held = purse.held(peer);
        if (held == null || purse.doubtful(held.pass()) || purse.expires(held.pass())) {
            give(peer);
        }
    }
}
