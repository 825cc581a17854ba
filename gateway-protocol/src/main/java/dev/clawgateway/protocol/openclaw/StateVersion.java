package dev.clawgateway.protocol.openclaw;

import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;

/**
 * How often two lists have changed; nothing else has a version.
 *
 * @param presence of who is there
 * @param health of how the gateway is
 */
public record StateVersion(long presence, long health) {
    private static final Kind<Long> COUNT = Kinds.wide(0, Long.MAX_VALUE);

    /** As frames carry it. */
    public static final Kind<StateVersion> KIND =
            Kinds.object(
                    in ->
                            new StateVersion(
                                    in.required("presence", COUNT), in.required("health", COUNT)),
                    (version, out) ->
                            out.required("presence", COUNT, version.presence)
                                    .required("health", COUNT, version.health));
}
