package dev.clawgateway.server.dialect.openclaw.method;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import org.jspecify.annotations.Nullable;

/** Reads what calls were given: strict about the members it asks for, deaf to others. */
public final class ParamReader {
    private ParamReader() {}

    /** Makes something of members. */
    @FunctionalInterface
    public interface Shape<T> {
        T of(Members params) throws JsonFormatException;
    }

    /** Null when they do not fit; then the call is answered. */
    public static <T> @Nullable T read(MethodCall call, Shape<T> shape) {
        try {
            return shape.of(new Members(Value.root(call.params(), "")));
        } catch (JsonFormatException unfit) {
            call.fail(OpenClawError.params(call.method(), unfit.getMessage()));
            return null;
        }
    }
}
