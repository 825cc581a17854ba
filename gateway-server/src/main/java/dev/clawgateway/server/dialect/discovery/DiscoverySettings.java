package dev.clawgateway.server.dialect.discovery;

import dev.clawgateway.control.liveness.Patience;
import java.time.Duration;

/**
 * What members are told, and how long their silence is borne.
 *
 * @param nodeTimeout unheard for so long a member is removed; for half of it, suspected
 * @param heartbeatInterval how often they are to be heard
 * @param massSilence how long none is removed when many fell silent together
 */
public record DiscoverySettings(
        Duration nodeTimeout, Duration heartbeatInterval, Duration massSilence) {
    public static final DiscoverySettings DEFAULT =
            new DiscoverySettings(
                    Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofHours(1));

    public Patience patience() {
        return new Patience(nodeTimeout.dividedBy(2), nodeTimeout, massSilence);
    }
}
