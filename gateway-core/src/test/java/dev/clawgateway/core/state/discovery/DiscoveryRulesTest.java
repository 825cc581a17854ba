package dev.clawgateway.core.state.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.DiscoveryCommand;
import dev.clawgateway.core.cluster.DiscoveryOutcome.NotRegistered;
import dev.clawgateway.core.cluster.DiscoveryOutcome.Registered;
import dev.clawgateway.core.cluster.DiscoveryOutcome.WasReset;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.discovery.DiscoveryLimits;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.turn.Numbering;
import dev.clawgateway.core.turn.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The registry's rules, looked at through what would be stored. */
class DiscoveryRulesTest {
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");

    private final Numbering events = new Numbering();
    private final Map<String, DiscoveryMember> stored = new LinkedHashMap<>();
    private final List<Event.Kind> told = new ArrayList<>();
    private DiscoveryStanding standing = DiscoveryStanding.INITIAL;
    private DiscoveryRules rules = new DiscoveryRules(() -> new DiscoveryLimits(5, 100));
    private Instant now = START;

    @Test
    void givesTheBootstrapToTheFirstMemberOnly() {
        assertThat(register(1)).isEqualTo(new Registered(true, true, true));
        assertThat(register(2)).isEqualTo(new Registered(true, false, false));

        assertThat(standing.leader()).isEqualTo(id(1));
        assertThat(told)
                .containsExactly(
                        Event.Kind.DISCOVERY_JOINED,
                        Event.Kind.DISCOVERY_BOOTSTRAP_GIVEN,
                        Event.Kind.DISCOVERY_LEADER,
                        Event.Kind.DISCOVERY_JOINED);
    }

    @Test
    void givesNoSecondBootstrapToAnEmptiedRegistry() {
        register(1);
        apply(new DiscoveryCommand.Remove(id(1)));

        assertThat(register(2)).isEqualTo(new Registered(true, false, false));
        assertThat(standing.leader()).isNull();
    }

    @Test
    void givesNoSecondBootstrapAfterARestart() {
        register(1);
        apply(new DiscoveryCommand.Remove(id(1)));

        restart();

        assertThat(register(2)).isEqualTo(new Registered(true, false, false));
    }

    @Test
    void keepsEverythingAcrossARestart() {
        register(2);
        register(1);
        apply(new DiscoveryCommand.PostLeader(id(1)));
        DiscoveryStanding before = standing;

        restart();
        apply(new DiscoveryCommand.Remove(id(2)));

        assertThat(standing.version()).isEqualTo(before.version() + 1);
        assertThat(standing.leader()).isEqualTo(id(1));
        assertThat(standing.bootstrap()).isEqualTo(before.bootstrap());
        assertThat(stored.keySet()).containsExactly("1");
    }

    @Test
    void repeatsToItsOwnerThatItHasTheBootstrapUntilALeaderIsPosted() {
        register(1);

        assertThat(register(1)).isEqualTo(new Registered(false, false, true));
        restart();
        assertThat(register(1)).isEqualTo(new Registered(false, false, true));
        register(2);
        apply(new DiscoveryCommand.PostLeader(id(2)));
        assertThat(register(1)).isEqualTo(new Registered(false, false, false));
    }

    @Test
    void repeatsItToAnOwnerThatWasRemovedMeanwhile() {
        register(1);
        apply(new DiscoveryCommand.Remove(id(1)));

        assertThat(register(1)).isEqualTo(new Registered(true, false, true));
    }

    @Test
    void givesNoBootstrapToWhoIsInAClusterAlready() {
        assertThat(rejoin(1)).isEqualTo(new Registered(true, false, false));
        assertThat(standing.leader()).isNull();
        assertThat(register(2)).isEqualTo(new Registered(true, false, false));
        apply(new DiscoveryCommand.Remove(id(1)));
        apply(new DiscoveryCommand.Remove(id(2)));
        assertThat(register(3)).isEqualTo(new Registered(true, false, false));
    }

    @Test
    void remindsNoOwnerThatIsInAClusterAlready() {
        register(1);

        assertThat(rejoin(1)).isEqualTo(new Registered(false, false, false));
    }

    @Test
    void givesItAnewAfterAReset() {
        register(1);
        register(2);

        assertThat(apply(new DiscoveryCommand.Reset())).isEqualTo(new WasReset(2));

        assertThat(stored).isEmpty();
        assertThat(standing.leader()).isNull();
        assertThat(register(3)).isEqualTo(new Registered(true, true, true));
    }

    @Test
    void aLateOwnerOfBeforeTheResetIsNone() {
        register(1);
        apply(new DiscoveryCommand.Reset());
        register(2);

        assertThat(apply(new DiscoveryCommand.PostLeader(id(1)))).isInstanceOf(NotRegistered.class);
        assertThat(register(1)).isEqualTo(new Registered(true, false, false));
        assertThat(register(2)).isEqualTo(new Registered(false, false, true));
    }

    @Test
    void countsJoinsAndRemovalsAndNeverGoesBack() {
        register(1);
        register(1);
        assertThat(standing.version()).isEqualTo(1);
        register(2);
        apply(new DiscoveryCommand.PostLeader(id(2)));
        assertThat(standing.version()).isEqualTo(2);
        apply(new DiscoveryCommand.Remove(id(2)));
        assertThat(standing.version()).isEqualTo(3);
        apply(new DiscoveryCommand.Reset());
        assertThat(standing.version()).isEqualTo(4);
        restart();
        register(1);
        assertThat(standing.version()).isEqualTo(5);
    }

    @Test
    void takesIdsOfOneTextForOneMember() {
        register(7);
        MemberId text = new MemberId("7", false);

        apply(registration(text, 9000, Map.of()));
        apply(new DiscoveryCommand.PostLeader(text));

        assertThat(stored).hasSize(1);
        assertThat(stored.get("7").id()).isEqualTo(id(7));
        assertThat(stored.get("7").port()).isEqualTo(9000);
        assertThat(standing.leader()).isEqualTo(id(7));
    }

    @Test
    void mergesMetadataAndKeepsWhenItJoined() {
        apply(registration(id(1), 5001, Map.of("role", "\"worker\"", "rack", "1")));
        now = now.plusSeconds(5);

        apply(registration(id(1), 5002, Map.of("rack", "2")));

        DiscoveryMember member = stored.get("1");
        assertThat(member.metadata())
                .containsOnly(Map.entry("role", "\"worker\""), Map.entry("rack", "2"));
        assertThat(member.joinedAt()).isEqualTo(START);
        assertThat(member.registeredAt()).isEqualTo(now);
        assertThat(told).endsWith(Event.Kind.DISCOVERY_UPDATED);
    }

    @Test
    void tellsOfNoUpdateWhereNothingChanged() {
        register(1);
        told.clear();

        register(1);

        assertThat(told).isEmpty();
    }

    @Test
    void aLeaderThatLeavesLeavesNone() {
        register(1);
        register(2);
        apply(new DiscoveryCommand.Remove(id(2)));
        assertThat(standing.leader()).isEqualTo(id(1));

        apply(new DiscoveryCommand.Expire(id(1), START));

        assertThat(standing.leader()).isNull();
        assertThat(stored).isEmpty();
    }

    @Test
    void letsNobodyExpireWhoHasRegisteredSince() {
        register(1);
        now = now.plusSeconds(300);
        register(1);

        assertThat(apply(new DiscoveryCommand.Expire(id(1), START)))
                .isInstanceOf(Outcome.Unchanged.class);

        assertThat(stored).hasSize(1);
    }

    @Test
    void refusesWhatIsNotRegistered() {
        assertThat(apply(new DiscoveryCommand.PostLeader(id(9)))).isInstanceOf(NotRegistered.class);
        assertThat(apply(new DiscoveryCommand.Remove(id(9)))).isInstanceOf(NotRegistered.class);
        assertThat(standing).isEqualTo(DiscoveryStanding.INITIAL);
    }

    @Test
    void refusesMoreMembersThanItTakes() {
        for (int member = 0; member < 5; member++) {
            register(member);
        }

        assertThat(refusal(registration(id(5), 5001, Map.of())))
                .isEqualTo("the registry is full: it takes 5 members (discovery.max_members)");
        assertThat(register(4)).isEqualTo(new Registered(false, false, false));
    }

    @Test
    void refusesWhatIsTooLarge() {
        String long129 = "x".repeat(129);
        assertThat(refusal(registration(new MemberId(long129, false), 1, Map.of())))
                .isEqualTo("node_id must have at most 128 bytes, has 129");
        assertThat(refusal(registration(id(1), 0, Map.of())))
                .isEqualTo("port must be from 1 to 65535, was 0");
        assertThat(refusal(registration(id(1), 65_536, Map.of())))
                .isEqualTo("port must be from 1 to 65535, was 65536");
        assertThat(refusal(registration(id(1), 1, Map.of("k", "1".repeat(100)))))
                .isEqualTo("metadata must have at most 100 bytes, has 101");
        assertThat(refusal(at(" "))).isEqualTo("ip_address must not be empty");
        assertThat(refusal(at("a\nb"))).isEqualTo("ip_address must have no control characters");
        assertThat(refusal(with(List.of(long129))))
                .isEqualTo("capabilities must have at most 128 bytes each");
        assertThat(refusal(with(Collections.nCopies(65, "a"))))
                .isEqualTo("capabilities must be at most 64, were 65");
        assertThat(standing).isEqualTo(DiscoveryStanding.INITIAL);
    }

    @Test
    void countsMergedMetadataAsAWhole() {
        apply(registration(id(1), 1, Map.of("a", "1".repeat(60))));

        assertThat(refusal(registration(id(1), 1, Map.of("b", "1".repeat(60)))))
                .isEqualTo("metadata must have at most 100 bytes, has 122");
    }

    private static MemberId id(int number) {
        return new MemberId(Integer.toString(number), true);
    }

    private static DiscoveryCommand<?> registration(
            MemberId id, int port, Map<String, String> metadata) {
        return new DiscoveryCommand.Register(
                id, "10.0.0.1", port, List.of("raft"), metadata, false);
    }

    private static DiscoveryCommand<?> at(String address) {
        return new DiscoveryCommand.Register(id(1), address, 1, List.of(), Map.of(), false);
    }

    private static DiscoveryCommand<?> with(List<String> capabilities) {
        return new DiscoveryCommand.Register(id(1), "h", 1, capabilities, Map.of(), false);
    }

    private Outcome register(int member) {
        return apply(registration(id(member), 5000 + member, Map.of()));
    }

    private Outcome rejoin(int member) {
        return apply(
                new DiscoveryCommand.Register(
                        id(member), "10.0.0.1", 5000 + member, List.of(), Map.of(), true));
    }

    private String refusal(DiscoveryCommand<?> command) {
        return ((Outcome.Refused) apply(command)).detail();
    }

    private Outcome apply(DiscoveryCommand<?> command) {
        Applied<?> applied =
                rules.apply(new Turn(new Moment(now, 0), Caller.GATEWAY, events), command);
        for (Change change : applied.changes()) {
            switch (change) {
                case DiscoveryChange.MemberSaved(var member) ->
                        stored.put(member.id().text(), member);
                case DiscoveryChange.MemberForgotten(var id) ->
                        Objects.requireNonNull(stored.remove(id.text()));
                case DiscoveryChange.StandingSaved(var saved) -> standing = saved;
                case Change.EventRecorded(var event) -> told.add(event.kind());
                default -> throw new AssertionError(change);
            }
        }
        return applied.outcome();
    }

    /** From what was stored. */
    private void restart() {
        rules = new DiscoveryRules(() -> new DiscoveryLimits(5, 100));
        rules.load(new DiscoveryRegistry(stored.values(), standing));
    }
}
