package dev.clawgateway.server.runtime;

import dev.clawgateway.control.leadership.LeaderInbox;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.net.websocket.Sessions;
import java.util.List;

/**
 * What a gateway holds: its published state, the way to its loop, and who is connected. For whoever
 * tests it; peers see it by the dialects alone.
 */
public record Inside(
        ClusterView view,
        LeaderInbox inbox,
        Sessions sessions,
        TrafficCounters traffic,
        List<Route> routes) {}
