package dev.clawgateway.client.rest;

import dev.clawgateway.client.rest.answer.MemberAnswers;
import dev.clawgateway.client.rest.answer.MemberAnswers.Member;
import dev.clawgateway.client.rest.answer.MemberAnswers.MemberDone;
import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestPage;
import dev.clawgateway.client.rest.call.RestPages;
import dev.clawgateway.client.rest.call.RestRequest;
import org.jspecify.annotations.Nullable;

/** The members of the membership registry. */
public final class RestMembers {
    private static final int PAGE = 500;

    private final RestCalls calls;

    RestMembers(RestCalls calls) {
        this.calls = calls;
    }

    /** The gateway, all members, and the connected nodes, by id; asked for as they are needed. */
    public Iterable<Member> list() {
        return new RestPages<>(cursor -> page(null, null, null, PAGE, cursor));
    }

    /**
     * A page of those of a cluster, status or role; null for any.
     *
     * @param cursor the {@code nextCursor} of the page before; null for the first
     */
    public RestPage<Member> page(
            @Nullable String cluster,
            @Nullable String status,
            @Nullable String role,
            int limit,
            @Nullable String cursor) {
        return Answers.page(
                calls.ask(
                        RestRequest.of(RestOperation.LIST_MEMBERS)
                                .with("cluster_id", cluster)
                                .with("status", status)
                                .with("role", role)
                                .with("limit", limit)
                                .with("cursor", cursor)),
                Member.class);
    }

    public Member get(String id) {
        return Answers.as(calls.ask(RestRequest.of(RestOperation.GET_MEMBER, id)), Member.class);
    }

    /** Gives one back to service. */
    public MemberDone enable(String id) {
        return done(RestRequest.of(RestOperation.ENABLE_MEMBER, id));
    }

    /** Takes one out of service. */
    public MemberDone disable(String id) {
        return done(RestRequest.of(RestOperation.DISABLE_MEMBER, id));
    }

    /** Forgets one. */
    public MemberDone remove(String id) {
        return done(RestRequest.of(RestOperation.REMOVE_MEMBER, id));
    }

    /** The gateway as the members know it. */
    public MemberAnswers.Standing standing() {
        return Answers.as(
                calls.ask(RestRequest.of(RestOperation.GET_STANDING)),
                MemberAnswers.Standing.class);
    }

    /** How the gateway and all members do. */
    public MemberAnswers.MembersHealth health() {
        return Answers.as(
                calls.ask(RestRequest.of(RestOperation.GET_MEMBERS_HEALTH)),
                MemberAnswers.MembersHealth.class);
    }

    private MemberDone done(RestRequest request) {
        return Answers.as(calls.ask(request), MemberDone.class);
    }
}
