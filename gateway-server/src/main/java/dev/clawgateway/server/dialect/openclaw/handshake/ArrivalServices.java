package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What it takes to let somebody in.
 *
 * @param settings as they are now
 * @param messages bounds on what those send who were let in, but for the size of one
 * @param phase of the gateway
 * @param methods names of all that are served
 * @param ids for connections and challenges
 * @param wrong counts those who show what is no good
 */
public record ArrivalServices(
        Supplier<OpenClawSettings> settings,
        Supplier<MessageLimits> messages,
        Authenticator authenticator,
        Pairings pairings,
        Greeting greeting,
        Supplier<Phase> phase,
        Supplier<List<String>> methods,
        Paces paces,
        TrafficCounters traffic,
        Time time,
        Supplier<UUID> ids,
        WrongSecrets wrong) {}
