package dev.clawgateway.server.dialect.api.member;

import dev.clawgateway.control.operations.lists.Listing;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.control.operations.membership.MemberEntry;
import dev.clawgateway.control.operations.membership.MemberFilter;
import dev.clawgateway.control.operations.membership.MembershipOperations;
import dev.clawgateway.core.membership.MemberRole;
import dev.clawgateway.core.membership.MemberStatus;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import dev.clawgateway.server.dialect.api.ApiPages;
import dev.clawgateway.server.dialect.api.check.Arguments;
import java.util.List;
import java.util.Map;

/** The members of the membership registry. */
public final class MemberNoun implements ApiNoun {
    private static final Listing<MemberEntry, ?> BY_ID = Listing.byName(MemberEntry::id);

    private final MembershipOperations members;

    public MemberNoun(MembershipOperations members) {
        this.members = members;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of(
                "listMembers", this::list,
                "getMember", this::show,
                "removeMember", this::remove,
                "enableMember", call -> disable(call, false),
                "disableMember", call -> disable(call, true),
                "getStanding",
                        call ->
                                members.standing(
                                        call.caller(),
                                        call.replyJson(standing ->
                                                DiscoveryNoun.bytes(MemberWords.of(standing)))),
                "getMembersHealth",
                        call ->
                                members.health(
                                        call.caller(),
                                        call.replyJson(report ->
                                                DiscoveryNoun.bytes(MemberWords.of(report)))));
    }

    private void list(ApiCall call) {
        ApiPages.asked(
                call,
                page ->
                        members.list(
                                call.caller(),
                                filter(call.arguments()),
                                call.reply(all -> part(call, all, page))));
    }

    /** They are shown whole, as the registry has a bound; pages are for who reads them. */
    private static RouteAnswer part(ApiCall call, List<MemberEntry> all, PageRequest request) {
        return BY_ID.page(all, request)
                .map(part -> ApiPages.unrevised(call, part.map(MemberWords::of), Kinds.JSON))
                .orElseGet(() -> call.problem(400, "invalid_cursor", "cursor: is no place here"));
    }

    private static MemberFilter filter(Arguments arguments) {
        String status = arguments.text("status");
        String role = arguments.text("role");
        return new MemberFilter(
                arguments.text("cluster_id"),
                status == null ? null : MemberStatus.of(status).orElse(null),
                role == null ? null : MemberRole.of(role).orElse(null));
    }

    private void show(ApiCall call) {
        members.show(
                call.caller(),
                call.parameter("id"),
                call.replyJson(member -> DiscoveryNoun.bytes(MemberWords.of(member))));
    }

    private void remove(ApiCall call) {
        members.remove(call.caller(), call.parameter("id"), call.replyJson(DiscoveryNoun::done));
    }

    private void disable(ApiCall call, boolean disabled) {
        members.setDisabled(
                call.caller(), call.parameter("id"), disabled, call.replyJson(DiscoveryNoun::done));
    }
}
