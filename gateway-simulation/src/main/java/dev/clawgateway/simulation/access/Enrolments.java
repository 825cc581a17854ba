package dev.clawgateway.simulation.access;

import dev.clawgateway.client.credential.Enrolment;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.node.Enrolling;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.Pass;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The machines with our agent: some join by a token for all of them, the others find one of their
 * own in their folder. Whoever runs the fleet lays another one there when that is needed.
 */
final class Enrolments implements Enrolling {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final int LONGEST_WAIT_SECS = 200;
    private static final int KEY_BYTES = 32;
    private static final Duration TICKET_LIFE = Duration.ofDays(30);

    private final PeerWorld world;
    private final Purse purse;
    private final Map<String, Consumer<String>> machines = new LinkedHashMap<>();
    private final Set<String> joining = new LinkedHashSet<>();

    /** Machines that were helped, or have lost what they had. */
    private final Set<String> touched = new LinkedHashSet<>();

    private @Nullable HeldToken ticket;
    private boolean ticketChanged;
    private int used;
    private boolean prolongs;

    Enrolments(PeerWorld world, Purse purse) {
        this.world = world;
        this.purse = purse;
    }

    @Override
    public void setUp(String machine, Consumer<String> lay) {
        machines.put(machine, lay);
        if (purse.dice().nextBoolean()) {
            joining.add(machine);
        } else {
            lay(machine, purse.life());
        }
    }

    Set<String> machines() {
        return machines.keySet();
    }

    /** All machines are there: a token for those that join, perhaps for fewer than there are. */
    void open() {
        if (!machines.isEmpty()) {
            int uses = 1 + purse.dice().nextInt(2 * machines.size());
            ticket = purse.give("office", new Holder.Join("agent-*", Map.of(), uses), TICKET_LIFE);
        }
    }

    /** Another one, since that was taken back, or its key is no more. */
    void reopen() {
        ticketChanged = true;
        open();
    }

    @Nullable HeldToken ticket() {
        return ticket;
    }

    @Override
    public Enrolment of(String machine, SimulatedProcess agent) {
        HeldToken by = joining.contains(machine) ? ticket : null;
        return new Enrolment(
                new PatientExchange(world, machine, agent, made -> purse.give(machine, made)),
                by == null ? null : by.text());
    }

    /** Somebody who is no machine of ours has used the token to join by, or may have. */
    void usedByOthers() {
        used++;
    }

    @Override
    public void forgot(String machine) {
        used++;
        helpLater(machine);
    }

    /** Somebody comes by, after a while. */
    void helpLater(String machine) {
        touched.add(machine);
        Duration wait = Duration.ofSeconds(1 + purse.dice().nextInt(LONGEST_WAIT_SECS));
        world.agenda().after(wait, () -> lay(machine, purse.life()));
    }

    /** From now on machines whose credential ends soon are helped, too. */
    void prolong() {
        prolongs = true;
    }

    /** Only where it joined by none: that one would hold its name against this. */
    boolean shorten(String machine) {
        if (joining.contains(machine)) {
            return false;
        }
        lay(machine, purse.shortLife());
        return true;
    }

    private void lay(String machine, Duration life) {
        Consumer<String> into = machines.get(machine);
        if (into != null) {
            into.accept(file(machine, life));
        }
    }

    private String file(String machine, Duration life) {
        HeldToken made = purse.give(machine, new Holder.Node(machine, Map.of()), life);
        byte[] key = new byte[KEY_BYTES];
        purse.dice().nextBytes(key);
        Pass pass = made.pass();
        return "{\"agent_key\":\"%s\",\"token\":\"%s\",\"issued_at\":\"%s\",\"expires_at\":\"%s\"}"
                .formatted(
                        HexFormat.of().formatHex(key), made.text(), pass.issued(), pass.expires());
    }

    @Override
    public @Nullable String repaired(String machine, @Nullable String kept) {
        Matcher token = TOKEN.matcher(kept == null ? "" : kept);
        HeldToken own = token.find() ? HeldToken.ofNode(token.group(1)) : null;
        boolean helpless =
                touched.contains(machine)
                        || (own == null
                                ? !joining.contains(machine) || ticketDoubtful()
                                : purse.doubtful(own.pass())
                                        || !of(machine, own.pass())
                                        || (prolongs && purse.expires(own.pass())));
        return helpless ? file(machine, Purse.LONG) : null;
    }

    private static boolean of(String machine, Pass pass) {
        return pass.subject().equals("node:" + machine);
    }

    private boolean ticketDoubtful() {
        HeldToken by = ticket;
        return by == null
                || ticketChanged
                || purse.doubtful(by.pass())
                || by.pass().uses() < machines.size() + used;
    }
}
