package dev.clawgateway.protocol.api;

import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;

/**
 * What became of a change.
 *
 * @param changed whether it is otherwise now than it was
 */
public record ApiChanged(boolean changed) {
    public static final Kind<ApiChanged> KIND =
            Kinds.object(
                    m -> new ApiChanged(m.required("changed", Kinds.FLAG)),
                    (answer, out) -> out.required("changed", Kinds.FLAG, answer.changed));
}
