package dev.clawgateway.server.dialect.membership;

import dev.clawgateway.protocol.membership.MembershipAnswer.Memory;
import org.jspecify.annotations.Nullable;

/** What the gateway's own process takes, and where. */
public interface OwnUsage {
    /** The heap: what is in use, and what it may grow to. */
    Memory memory();

    /** In percent of the whole machine; null where it is not known yet. */
    @Nullable Double cpuPercent();

    /** The operating system that it runs on, in a word, such as {@code linux}. */
    String platform();
}
