package dev.clawgateway.control.operations.discovery;

import java.util.List;

/**
 * Members of one moment, in the order they joined. Whole, without pages: the registry has a bound,
 * and who joins has to know all.
 *
 * @param version of the registry at that moment
 */
public record MemberList(List<SeenMember> members, long version) {
    public MemberList {
        members = List.copyOf(members);
    }
}
