package dev.clawgateway.client.operator;

import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.json.JsonFormatException;

/** Workload specs that people wrote down, in the JSON of the protocol. */
public final class SpecJson {
    private SpecJson() {}

    /**
     * Reads one, more strictly than on the wire: a member that means nothing is refused.
     *
     * @throws IllegalArgumentException saying which member is wrong
     */
    public static WorkloadSpec read(String json) {
        try {
            return ClawCodec.readSpec(json);
        } catch (JsonFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
