package dev.clawgateway.store.record;

import static dev.clawgateway.store.form.Shapes.FLAG;
import static dev.clawgateway.store.form.Shapes.INTEGER;
import static dev.clawgateway.store.form.Shapes.NUMBER;
import static dev.clawgateway.store.form.Shapes.TEXT;
import static dev.clawgateway.store.form.Shapes.TIME;

import dev.clawgateway.core.discovery.Bootstrap;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.core.membership.Attributes;
import dev.clawgateway.core.membership.MemberCard;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.MemberRole;
import dev.clawgateway.core.membership.OwnEntry;
import dev.clawgateway.store.form.Form;
import dev.clawgateway.store.form.WordNumbers;

/** Members of both registries, and what these know beside. */
final class RegistryForms {
    static final Form<MemberId> MEMBER_ID =
            Form.of(row ->
                    new MemberId(
                            row.is(1, "text", MemberId::text, TEXT),
                            row.is(2, "number", MemberId::number, FLAG)));

    static final Form<DiscoveryMember> DISCOVERED =
            Form.of(row ->
                    new DiscoveryMember(
                            row.is(1, "id", DiscoveryMember::id, MEMBER_ID),
                            row.is(2, "address", DiscoveryMember::address, TEXT),
                            row.is(3, "port", DiscoveryMember::port, INTEGER),
                            row.many(4, "capabilities", DiscoveryMember::capabilities, TEXT),
                            row.map(5, "metadata", DiscoveryMember::metadata, TEXT),
                            row.is(6, "order", DiscoveryMember::order, NUMBER),
                            row.is(7, "joined_at", DiscoveryMember::joinedAt, TIME),
                            row.is(8, "registered_at", DiscoveryMember::registeredAt, TIME),
                            row.added().is(15, "revision", DiscoveryMember::revision, NUMBER)));

    static final Form<Bootstrap> BOOTSTRAP =
            Form.of(row ->
                    new Bootstrap(
                            row.is(1, "initiated", Bootstrap::initiated, FLAG),
                            row.maybe(2, "owner", Bootstrap::owner, MEMBER_ID),
                            row.maybe(3, "given_at", Bootstrap::givenAt, TIME),
                            row.is(4, "leader_posted", Bootstrap::leaderPosted, FLAG)));

    static final Form<DiscoveryStanding> STANDING =
            Form.of(row ->
                    new DiscoveryStanding(
                            row.is(1, "version", DiscoveryStanding::version, NUMBER),
                            row.maybe(2, "leader", DiscoveryStanding::leader, MEMBER_ID),
                            row.is(3, "bootstrap", DiscoveryStanding::bootstrap, BOOTSTRAP)));

    static final WordNumbers<MemberRole> ROLE =
            WordNumbers.of(MemberRole.class)
                    .with(0, MemberRole.DEFAULT)
                    .with(1, MemberRole.COORDINATOR)
                    .with(2, MemberRole.WORKER)
                    .with(3, MemberRole.MASTER)
                    .with(4, MemberRole.BACKUP)
                    .with(5, MemberRole.READ_ONLY)
                    .with(6, MemberRole.ADMIN);

    static final Form<Attributes> ATTRIBUTES =
            Form.of(row -> new Attributes(row.map(1, "values", Attributes::values, TEXT)));

    static final Form<MemberCard> CARD =
            Form.of(row ->
                    new MemberCard(
                            row.is(1, "url", MemberCard::url, TEXT),
                            row.is(2, "cluster_id", MemberCard::clusterId, TEXT),
                            row.is(3, "role", MemberCard::role, ROLE),
                            row.many(4, "tags", MemberCard::tags, TEXT),
                            row.is(5, "capabilities", MemberCard::capabilities, ATTRIBUTES),
                            row.is(6, "metadata", MemberCard::metadata, ATTRIBUTES),
                            row.maybe(7, "version", MemberCard::version, TEXT),
                            row.maybe(8, "region", MemberCard::region, TEXT),
                            row.maybe(9, "zone", MemberCard::zone, TEXT)));

    static final Form<MemberRecord> MEMBER =
            Form.of(row ->
                    new MemberRecord(
                            row.is(1, "id", MemberRecord::id, TEXT),
                            row.is(2, "place", MemberRecord::place, NUMBER),
                            row.is(3, "card", MemberRecord::card, CARD),
                            row.is(4, "address", MemberRecord::address, TEXT),
                            row.is(5, "disabled", MemberRecord::disabled, FLAG),
                            row.is(6, "created_at", MemberRecord::createdAt, TIME),
                            row.is(7, "registered_at", MemberRecord::registeredAt, TIME),
                            row.maybe(8, "inactive_since", MemberRecord::inactiveSince, TIME),
                            row.added().is(15, "revision", MemberRecord::revision, NUMBER)));

    static final Form<OwnEntry> OWN =
            Form.of(row ->
                    new OwnEntry(
                            row.is(1, "id", OwnEntry::id, TEXT),
                            row.is(2, "created_at", OwnEntry::createdAt, TIME)));

    private RegistryForms() {}
}
