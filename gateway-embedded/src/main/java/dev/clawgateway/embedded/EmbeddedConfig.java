package dev.clawgateway.embedded;

import dev.clawgateway.plugin.ScoringFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a gateway within a program is to run. Everything that a {@code gateway.toml} can say, as its
 * text ({@link #toml}), key by key ({@link #set}), or by the methods for what is said most often; a
 * key that is set wins over the text. Where nothing is said, three things are otherwise than with
 * the daemon: it listens on a port of this machine that the system picks ({@code 127.0.0.1:0}),
 * what it stores is in a temporary folder, which is removed when it is closed, and it closes at
 * once ({@code shutdown.notice_secs = 0}). The section {@code [log]} means nothing: the program
 * says how it logs.
 *
 * <p>Immutable: each method gives another one.
 */
public final class EmbeddedConfig {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String toml;
    private final Map<String, Object> keys;
    private final Map<String, String> environment;
    private final Own own;

    /** What no key says. */
    private record Own(
            List<ScoringFunction> functions,
            String caller,
            Duration patience,
            Runnable onFailure) {}

    private EmbeddedConfig(
            String toml, Map<String, Object> keys, Map<String, String> environment, Own own) {
        this.toml = toml;
        this.keys = Map.copyOf(keys);
        this.environment = Map.copyOf(environment);
        this.own = own;
    }

    /** Nothing but the defaults. */
    public static EmbeddedConfig defaults() {
        return new EmbeddedConfig(
                "", Map.of(), System.getenv(), new Own(List.of(), "embedded", PATIENCE, () -> {}));
    }

    /** With the text of a {@code gateway.toml} in place of the one before. */
    public EmbeddedConfig toml(String text) {
        return new EmbeddedConfig(text, keys, environment, own);
    }

    /**
     * With what <code>${NAME}</code> in the text refers to, in place of the process's environment.
     */
    public EmbeddedConfig environment(Map<String, String> variables) {
        return new EmbeddedConfig(toml, keys, variables, own);
    }

    /**
     * With one key. What is wrong with it is said at the start.
     *
     * @param key with its section, such as {@code workloads.keep_finished_secs}; those of a {@code
     *     [[listener]]} are for the text alone
     * @param value a {@code String}, {@code Boolean}, {@code Integer}, {@code Long}, or a {@code
     *     List} of strings
     */
    public EmbeddedConfig set(String key, Object value) {
        Map<String, Object> more = new TreeMap<>(keys);
        more.put(key, value);
        return new EmbeddedConfig(toml, more, environment, own);
    }

    /**
     * Listening there. Beyond this machine, callers are asked for a token unless {@link #auth} says
     * otherwise.
     *
     * @param address such as {@code 0.0.0.0:8080}; port 0 lets the system pick one
     */
    public EmbeddedConfig bind(String address) {
        return set("server.bind_address", address);
    }

    /** Keeping what it stores there, for good; one gateway at a time has a folder. */
    public EmbeddedConfig dataDir(Path folder) {
        return set("storage.data_dir", folder.toString());
    }

    /** With nodes remembered, at most. */
    public EmbeddedConfig maxNodes(int nodes) {
        return set("server.max_nodes", nodes);
    }

    /** In whole seconds: how often nodes say that they are there. */
    public EmbeddedConfig heartbeatInterval(Duration interval) {
        return seconds("timing.heartbeat_interval_secs", interval);
    }

    /** In whole seconds: how often nodes say how their GPUs are. */
    public EmbeddedConfig metricsInterval(Duration interval) {
        return seconds("timing.metrics_interval_secs", interval);
    }

    /**
     * In whole seconds: how long a disconnected node keeps its workloads; at least three
     * heartbeats.
     */
    public EmbeddedConfig nodeTimeout(Duration timeout) {
        return seconds("server.node_timeout_secs", timeout);
    }

    private EmbeddedConfig seconds(String key, Duration duration) {
        return set(key, duration.toSeconds());
    }

    /** Speaking TLS, with PEM files. */
    public EmbeddedConfig tls(Path certificate, Path key) {
        return set("tls.cert_path", certificate.toString()).set("tls.key_path", key.toString());
    }

    /** Whether callers over the network are asked who they are; the program itself never is. */
    public EmbeddedConfig auth(boolean asked) {
        return set("auth.enabled", asked);
    }

    /**
     * Placing by that policy what names none: the gateway's, a plug-in's, or one of {@link
     * #scoring}.
     */
    public EmbeddedConfig policy(String name) {
        return set("scheduler.policy", name);
    }

    /** With one more policy, which goes by its own name. */
    public EmbeddedConfig scoring(ScoringFunction function) {
        List<ScoringFunction> more = new ArrayList<>(own.functions);
        more.add(function);
        return with(new Own(List.copyOf(more), own.caller, own.patience, own.onFailure));
    }

    /**
     * Written down in the audit log, events and records as the one who asked; {@code embedded}
     * unless said.
     */
    public EmbeddedConfig caller(String name) {
        return with(new Own(own.functions, name, own.patience, own.onFailure));
    }

    /** Waiting so long for the answer to a call, at most; 30 s unless said. */
    public EmbeddedConfig patience(Duration longest) {
        return with(new Own(own.functions, own.caller, longest, own.onFailure));
    }

    /**
     * Telling when it cannot go on and should be closed, such as when its disk has failed.
     *
     * @param told on a thread of the gateway, perhaps again: hands over and returns, and does not
     *     close it
     */
    public EmbeddedConfig onFailure(Runnable told) {
        return with(new Own(own.functions, own.caller, own.patience, told));
    }

    private EmbeddedConfig with(Own other) {
        return new EmbeddedConfig(toml, keys, environment, other);
    }

    String text() {
        return toml;
    }

    Map<String, Object> keys() {
        return keys;
    }

    Map<String, String> environment() {
        return environment;
    }

    List<ScoringFunction> functions() {
        return own.functions;
    }

    String caller() {
        return own.caller;
    }

    Duration patience() {
        return own.patience;
    }

    Runnable onFailure() {
        return own.onFailure;
    }

    /** Without the environment and the text, which may hold secrets. */
    @Override
    public String toString() {
        return "EmbeddedConfig" + keys.keySet();
    }
}
