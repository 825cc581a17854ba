package dev.clawgateway.core.cluster;

import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.OwnEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registry of members as every thread but the control thread sees it: only what is durable. */
public interface MemberView {
    /** The gateway's own entry; null until it was given one. */
    @Nullable OwnEntry own();

    @Nullable MemberRecord find(String id);

    /** All members, in the order of joining. */
    List<MemberRecord> all();

    int size();
}
