package dev.clawgateway.server;

import dev.clawgateway.net.Entrance;
import dev.clawgateway.net.NetSettings;
import dev.clawgateway.server.config.source.ListenAddress;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.health.ListenerAccount;
import dev.clawgateway.server.http.OpenDialects;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of a gateway.
 *
 * @param served what the listener serves that there always is
 * @param others further ones
 * @param open which dialects need no credential, by listener
 * @param unasked listeners at which nobody is asked who they are, though others are elsewhere
 */
public record WaysIn(Set<String> served, List<Way> others, OpenDialects open, Set<String> unasked) {
    /** Of the listener that there always is. */
    public static final String SERVER = "server";

    /** Of the sessions. */
    public static final String CLAW = "claw";

    /** Of the routes below {@code /api/v1}. */
    public static final String API = "api";

    /** Of sessions by which OpenClaw clients come; served only where it is named. */
    public static final String OPENCLAW = "openclaw";

    /** What a listener serves that says nothing, besides what says how the gateway is. */
    public static final Set<String> DIALECTS =
            Collections.unmodifiableSet(
                    new LinkedHashSet<>(
                            List.of(CLAW, "discovery", "membership", API, OpenDialects.METRICS)));

    /** One listener that serves everything. */
    public static final WaysIn SOLE = new WaysIn(DIALECTS, List.of(), OpenDialects.UNNAMED);

    public WaysIn {
        served = Set.copyOf(served);
        others = List.copyOf(others);
        unasked = Set.copyOf(unasked);
    }

    /** Where all listeners ask, or none. */
    public WaysIn(Set<String> served, List<Way> others, OpenDialects open) {
        this(served, others, open, Set.of());
    }

    /**
     * A listener.
     *
     * @param group whose members may use a Unix socket; null for none
     * @param served out of {@link #DIALECTS}, and {@link #OPENCLAW}
     */
    public record Way(String name, SocketAddress bind, @Nullable String group, Set<String> served) {
        public Way {
            served = Set.copyOf(served);
        }

        /** Without a group. */
        public Way(String name, SocketAddress bind, Set<String> served) {
            this(name, bind, null, served);
        }

        boolean local() {
            return Entrance.local(bind);
        }
    }

    /** The same where some dialects need no credential. */
    public WaysIn with(OpenDialects others) {
        return new WaysIn(served, this.others, others, unasked);
    }

    /** Where a dialect belongs, or a guest of the gateway. */
    static String dialectOf(String guest) {
        return DIALECTS.contains(guest) ? guest : API;
    }

    /**
     * Listeners that serve OpenClaw clients.
     *
     * @param alone whether only those that serve no other sessions
     */
    Set<String> openclaw(boolean alone) {
        return Stream.concat(
                        Stream.of(Map.entry(SERVER, served)),
                        others.stream().map(way -> Map.entry(way.name(), way.served())))
                .filter(way -> way.getValue().contains(OPENCLAW))
                .filter(way -> !alone || !way.getValue().contains(CLAW))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All, the one that there always is first. */
    List<Way> all(NetSettings net) {
        return Stream.concat(Stream.of(new Way(SERVER, net.bind(), served)), others.stream())
                .toList();
    }

    /**
     * Those that are listened at, in their order.
     *
     * @param addresses where, by name
     * @param tls whether it is spoken at one, by name
     */
    List<ListenerAccount> accounts(
            NetSettings net, Map<String, SocketAddress> addresses, Predicate<String> tls) {
        List<ListenerAccount> accounts = new ArrayList<>();
        for (Way way : all(net)) {
            SocketAddress address = addresses.get(way.name());
            if (address != null) {
                accounts.add(
                        new ListenerAccount(
                                way.name(),
                                text(address),
                                tls.test(way.name()),
                                List.copyOf(way.served())));
            }
        }
        return accounts;
    }

    private static String text(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? new ListenAddress(inet.getHostString(), inet.getPort()).toString()
                : "unix:" + address;
    }

    /**
     * Of listeners that other machines reach and where somebody may come in without showing
     * anything.
     */
    List<String> warnings(NetSettings net) {
        List<String> warnings = new ArrayList<>();
        for (Way way : all(net)) {
            Set<String> open = new TreeSet<>(open().named().getOrDefault(way.name(), Set.of()));
            open.remove(OpenDialects.METRICS);
            if (!way.local() && unasked.contains(way.name())) {
                warnings.add(
                        "nobody is asked who they are at listener "
                                + way.name()
                                + ", and other machines reach it: whoever does can run work on"
                                + " the fleet (auth = false)");
            } else if (!way.local() && !open.isEmpty()) {
                warnings.add(
                        "whoever reaches listener "
                                + way.name()
                                + " uses "
                                + String.join(" and ", open)
                                + " without a credential, as its key open says");
            }
        }
        return warnings;
    }

    /** For Prometheus: how many of these listeners there are. */
    Figure figure(NetSettings net) {
        int count = warnings(net).size();
        return Figure.gauge(
                "gateway.listeners.open",
                "Listeners that other machines reach and where some dialects need no credential",
                Map.of(),
                () -> count);
    }
}
