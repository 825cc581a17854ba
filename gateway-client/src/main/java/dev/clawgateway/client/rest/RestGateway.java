package dev.clawgateway.client.rest;

import dev.clawgateway.client.RealPauses;
import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.rest.call.ProblemException;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.core.time.SystemTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A gateway's native API. Any thread may ask; each call waits for its answer, and throws
 *
 * <ul>
 *   <li>{@link ProblemException} when the gateway refuses, with its code,
 *   <li>{@link dev.clawgateway.client.api.UnreachableException} when nobody was there to be asked,
 *   <li>{@link dev.clawgateway.client.api.OutcomeUnknownException} when a change may have been made
 *       or not,
 *   <li>{@link dev.clawgateway.client.api.GatewayException} when there was no answer, or none that
 *       can be read.
 * </ul>
 */
public final class RestGateway implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final RestCalls calls;

    private RestGateway(RestCalls calls) {
        this.calls = calls;
    }

    /**
     * The gateway at an address, as whoever needs to show nothing; connects when it is asked.
     *
     * @param url {@code http://}, {@code https://}, {@code ws://}, {@code wss://} or {@code
     *     unix:PATH}
     */
    public static RestGateway at(String url) {
        return at(HttpAddresses.of(url));
    }

    /** The same with a token, with files for TLS, or one of several that share their state. */
    public static RestGateway at(HttpAddresses gateways) {
        return watched(gateways, _ -> {});
    }

    /**
     * The same.
     *
     * @param watcher is told what is asked for, before it is, by whoever asks
     */
    public static RestGateway watched(HttpAddresses gateways, Consumer<RestOperation> watcher) {
        return new RestGateway(calls(gateways, watcher));
    }

    static RestCalls calls(HttpAddresses gateways, Consumer<RestOperation> watcher) {
        return new RestCalls(
                gateways,
                new RestCalls.RestTerms(
                        LIMIT, new SystemTime(), new SecureRandom(), RealPauses::new, watcher));
    }

    /** Where it is, as people write it; never shows a token. */
    public String address() {
        return calls.address();
    }

    public RestWorkloads workloads() {
        return new RestWorkloads(calls);
    }

    public RestNodes nodes() {
        return new RestNodes(calls);
    }

    public RestMaintenance maintenance() {
        return new RestMaintenance(calls);
    }

    public RestFleet fleet() {
        return new RestFleet(calls);
    }

    public RestMembers members() {
        return new RestMembers(calls);
    }

    public RestDiscovery discovery() {
        return new RestDiscovery(calls);
    }

    /** Workloads, many at a time. */
    public RestMany many() {
        return new RestMany(calls);
    }

    public RestAccess access() {
        return new RestAccess(calls);
    }

    public RestDevices devices() {
        return new RestDevices(calls);
    }

    public RestEvents events() {
        return new RestEvents(calls);
    }

    public RestStore store() {
        return new RestStore(calls);
    }

    public RestClusters clusters() {
        return new RestClusters(calls);
    }

    public RestWorkspaces workspaces() {
        return new RestWorkspaces(calls);
    }

    /** The gateway itself. */
    public RestSelf self() {
        return new RestSelf(calls);
    }

    /** Closes the connections; what is still under way gets no answer. */
    @Override
    public void close() {
        calls.close();
    }
}
