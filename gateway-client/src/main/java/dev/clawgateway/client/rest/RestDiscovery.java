package dev.clawgateway.client.rest;

import dev.clawgateway.client.rest.answer.MemberAnswers;
import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestRequest;

/** The members of the discovery registry, for those who look after them. */
public final class RestDiscovery {
    private final RestCalls calls;

    RestDiscovery(RestCalls calls) {
        this.calls = calls;
    }

    /** The active ones, in the order in which they joined. */
    public MemberAnswers.DiscoveredList list() {
        return Answers.as(
                calls.ask(RestRequest.of(RestOperation.LIST_DISCOVERED)),
                MemberAnswers.DiscoveredList.class);
    }

    /** Who leads them. */
    public MemberAnswers.DiscoveredLeader leader() {
        return Answers.as(
                calls.ask(RestRequest.of(RestOperation.GET_DISCOVERED_LEADER)),
                MemberAnswers.DiscoveredLeader.class);
    }

    /** The registry in numbers. */
    public MemberAnswers.DiscoveryStats stats() {
        return Answers.as(
                calls.ask(RestRequest.of(RestOperation.GET_DISCOVERY_STATS)),
                MemberAnswers.DiscoveryStats.class);
    }

    /** Takes one out. */
    public MemberAnswers.MemberDone remove(String id) {
        return Answers.as(
                calls.ask(RestRequest.of(RestOperation.REMOVE_DISCOVERED, id)),
                MemberAnswers.MemberDone.class);
    }

    /** Empties it; the first that registers then may found a cluster. */
    public MemberAnswers.DiscoveryReset reset() {
        return Answers.as(
                calls.ask(RestRequest.of(RestOperation.START_DISCOVERY_OVER)),
                MemberAnswers.DiscoveryReset.class);
    }
}
