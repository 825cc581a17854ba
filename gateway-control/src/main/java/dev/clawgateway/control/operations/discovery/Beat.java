package dev.clawgateway.control.operations.discovery;

import dev.clawgateway.core.discovery.MemberId;
import org.jspecify.annotations.Nullable;

/** What a sign of life came to. */
public sealed interface Beat {
    /**
     * It was heard.
     *
     * @param leader null while none is known
     */
    record Heard(long version, @Nullable MemberId leader) implements Beat {}

    /** Nobody of that id is a member: it has to register. */
    record Unknown() implements Beat {}
}
