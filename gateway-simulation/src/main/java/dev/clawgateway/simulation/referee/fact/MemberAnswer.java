package dev.clawgateway.simulation.referee.fact;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a registry of members answers. */
public sealed interface MemberAnswer {
    /**
     * To {@link MemberRequest.Join}.
     *
     * @param fresh {@code registered}; false is {@code updated}
     * @param bootstrap it is to found the cluster
     * @param nodes ids of the others that are active, in the order they joined
     */
    record Joined(
            boolean fresh,
            boolean bootstrap,
            long version,
            List<String> nodes,
            @Nullable String leader)
            implements MemberAnswer {
        public Joined {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * To {@link MemberRequest.Beat}.
     *
     * @param known false is {@code not_found}
     * @param version 0 where it was not said
     */
    record Beaten(boolean known, long version) implements MemberAnswer {}

    /** To {@link MemberRequest.Leave}. */
    record Left(boolean known) implements MemberAnswer {}

    /** To {@link MemberRequest.PostLeader}. */
    record LeaderPosted(boolean taken) implements MemberAnswer {}

    /** To {@link MemberRequest.AskNodes}. */
    record Nodes(List<String> nodes, long version) implements MemberAnswer {
        public Nodes {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * To {@link MemberRequest.AskLeader}.
     *
     * @param version 0 where it was not said
     */
    record Leader(@Nullable String leader, long version) implements MemberAnswer {}

    /** To {@link MemberRequest.AskStats}. */
    record Stats(long total, long active, @Nullable String leader, long version, boolean initiated)
            implements MemberAnswer {}

    /** To {@link MemberRequest.Reset}. */
    record WasReset(long removed, long version) implements MemberAnswer {}

    /** One member of the membership registry, to whatever shows or makes it. */
    record Member(String id, String url, String status) implements MemberAnswer {}

    /** To {@link MemberRequest.AskMembers}: status by id, the gateway and its nodes left out. */
    record Members(SortedMap<String, String> statuses) implements MemberAnswer {}

    /** It was done, and there is nothing more to say. */
    record Success() implements MemberAnswer {}

    /** Any answer that is no success, by its HTTP status. */
    record Failure(int status, String text) implements MemberAnswer {}
}
