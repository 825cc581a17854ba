package dev.clawgateway.cli.blows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A network of its own with a cable to the machine's, which can be cut without either end noticing.
 * Needs root.
 */
final class Namespace implements AutoCloseable {
    private static final String NAME = "blows";
    private static final String CABLE = "blows0";
    private static final String FAR_END = "blows1";
    private static final String HOST = "10.231.7.1";
    private static final String INSIDE = "10.231.7.2";
    private static final String PREFIX = "/30";

    Namespace() {
        Tool.run("ip", "netns", "add", NAME);
        Tool.run("ip", "link", "add", CABLE, "type", "veth", "peer", "name", FAR_END);
        Tool.run("ip", "link", "set", FAR_END, "netns", NAME);
        Tool.run("ip", "addr", "add", HOST + PREFIX, "dev", CABLE);
        Tool.run("ip", "link", "set", CABLE, "up");
        inside("ip", "addr", "add", INSIDE + PREFIX, "dev", FAR_END);
        inside("ip", "link", "set", FAR_END, "up");
        inside("ip", "link", "set", "lo", "up");
    }

    /** What starts a program in it. */
    static List<String> entrance() {
        return List.of("ip", "netns", "exec", NAME);
    }

    /** The machine's address, as seen from inside. */
    static String host() {
        return HOST;
    }

    /** Nothing comes in any more. */
    static void deafen() {
        inside("iptables", "-A", "INPUT", "-i", FAR_END, "-j", "DROP");
    }

    /** Nothing comes in or goes out. */
    static void cut() {
        deafen();
        inside("iptables", "-A", "OUTPUT", "-o", FAR_END, "-j", "DROP");
    }

    /** A fifth of all packets is lost, in either direction, and few get through in a second. */
    static void spoil() {
        inside(
                "tc", "qdisc", "add", "dev", FAR_END, "root", "tbf", "rate", "64kbit", "burst",
                "3000", "latency", "400ms");
        lose("INPUT", "-i");
        lose("OUTPUT", "-o");
    }

    private static void lose(String chain, String by) {
        inside(
                "iptables",
                "-A",
                chain,
                by,
                FAR_END,
                "-m",
                "statistic",
                "--mode",
                "random",
                "--probability",
                "0.2",
                "-j",
                "DROP");
    }

    static void mend() {
        inside("iptables", "-F");
    }

    private static void inside(String... command) {
        List<String> all = new ArrayList<>(entrance());
        Collections.addAll(all, command);
        Tool.run(all.toArray(String[]::new));
    }

    @Override
    public void close() {
        Tool.run("ip", "netns", "del", NAME);
    }
}
