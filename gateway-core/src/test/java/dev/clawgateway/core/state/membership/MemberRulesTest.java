package dev.clawgateway.core.state.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.cluster.MembershipCommand;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.membership.Attributes;
import dev.clawgateway.core.membership.MemberCard;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.MemberRegistry;
import dev.clawgateway.core.membership.MemberRole;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.turn.Numbering;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberRulesTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final String URL = "http://127.0.0.1:4402";
    private static final Caller CALLER =
            new Caller(new Principal.Device("w"), "membership", "127.0.0.1", true, null);

    private final Numbering sequence = new Numbering();
    private final MemberRules rules = new MemberRules(NODE::equals);

    /** What a store would hold now. */
    private final Map<String, MemberRecord> stored = new LinkedHashMap<>();

    private Instant now = Instant.parse("2026-03-04T05:00:00Z");
    private List<Event.Kind> events = List.of();

    private Outcome apply(MembershipCommand command) {
        Applied<?> applied = rules.apply(new Turn(new Moment(now, 0), CALLER, sequence), command);
        for (Change change : applied.changes()) {
            if (change instanceof MembershipChange.MemberSaved(MemberRecord member)) {
                stored.put(member.id(), member);
            } else if (change instanceof MembershipChange.MemberForgotten(String id)) {
                stored.remove(id);
            }
        }
        events =
                applied.changes().stream()
                        .filter(Change.EventRecorded.class::isInstance)
                        .map(change -> ((Change.EventRecorded) change).event().kind())
                        .toList();
        return applied.outcome();
    }

    private static MemberCard card(String url) {
        return new MemberCard(
                url,
                "default-cluster",
                MemberRole.WORKER,
                List.of(),
                Attributes.NONE,
                Attributes.NONE,
                null,
                null,
                null);
    }

    private Outcome register(String id, String url) {
        return apply(new MembershipCommand.RegisterMember(id, card(url)));
    }

    private MemberRecord member(String id) {
        return Objects.requireNonNull(stored.get(id));
    }

    private void silence(String id) {
        apply(new MembershipCommand.SilenceMember(id, member(id).registeredAt()));
    }

    private void assertRefused(Outcome outcome, ErrorCode code, String detail) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        Outcome.Refused refused = (Outcome.Refused) outcome;
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.detail()).contains(detail);
    }

    @Test
    void replacesAllButTheFirstTimeAndAnOperatorsWord() {
        register("a", URL);
        Instant created = now;
        apply(new MembershipCommand.SetMemberDisabled("a", true));
        now = now.plusSeconds(5);

        register("a", "http://127.0.0.1:9");

        assertThat(member("a").card()).isEqualTo(card("http://127.0.0.1:9"));
        assertThat(member("a").createdAt()).isEqualTo(created);
        assertThat(member("a").registeredAt()).isEqualTo(now);
        assertThat(member("a").disabled()).isTrue();
        assertThat(member("a").address()).isEqualTo("127.0.0.1");
    }

    @Test
    void replacesWhoFellSilentAtTheSameUrlUnderANewId() {
        register("a", URL);
        register("b", "http://127.0.0.1:4403");
        silence("a");

        register("c", URL);

        assertThat(stored.keySet()).containsExactlyInAnyOrder("b", "c");
        assertThat(stored.values().stream().sorted(Comparator.comparingLong(MemberRecord::place)))
                .extracting(MemberRecord::id)
                .containsExactly("c", "b");
        assertThat(events).containsExactly(Event.Kind.MEMBER_REMOVED, Event.Kind.MEMBER_REGISTERED);
    }

    @Test
    void keepsWhoIsHeardAtTheSameUrlAndWhoIsOfAnotherCluster() {
        register("a", URL);
        MemberCard elsewhere =
                new MemberCard(
                        URL,
                        "other",
                        MemberRole.WORKER,
                        List.of(),
                        Attributes.NONE,
                        Attributes.NONE,
                        null,
                        null,
                        null);
        apply(new MembershipCommand.RegisterMember("b", elsewhere));
        silence("b");

        register("c", URL);

        assertThat(stored.keySet()).containsExactlyInAnyOrder("a", "b", "c");
    }

    /** Else every restart of a worker would undo what an operator decided. */
    @Test
    void keepsAnOperatorsWordOverAReplacement() {
        register("a", URL);
        apply(new MembershipCommand.SetMemberDisabled("a", true));
        silence("a");

        register("b", URL);

        assertThat(member("b").disabled()).isTrue();
    }

    @Test
    void staysSilentWhenEnabledUntilItIsHeard() {
        register("a", URL);
        silence("a");
        Instant since = now;

        apply(new MembershipCommand.SetMemberDisabled("a", true));
        apply(new MembershipCommand.SetMemberDisabled("a", false));
        assertThat(member("a").inactiveSince()).isEqualTo(since);

        apply(new MembershipCommand.HearMember("a"));
        assertThat(member("a").inactive()).isFalse();
        assertThat(events).containsExactly(Event.Kind.MEMBER_ACTIVE);
    }

    @Test
    void holdsNobodySilentByAnOlderRegistration() {
        register("a", URL);
        Instant judgedBy = member("a").registeredAt();
        now = now.plusSeconds(60);
        register("a", URL);

        Outcome outcome = apply(new MembershipCommand.SilenceMember("a", judgedBy));

        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(member("a").inactive()).isFalse();
    }

    @Test
    void forgetsOnlyWhoIsSilentStill() {
        register("a", URL);
        silence("a");
        Instant since = now;
        now = now.plus(Duration.ofHours(24));
        apply(new MembershipCommand.HearMember("a"));
        silence("a");

        apply(new MembershipCommand.ForgetMember("a", since));
        assertThat(stored).containsKey("a");

        apply(new MembershipCommand.ForgetMember("a", now));
        assertThat(stored).isEmpty();
    }

    @Test
    void givesTheGatewayOneEntryForGood() {
        apply(new MembershipCommand.NameGateway("own"));

        assertThat(apply(new MembershipCommand.NameGateway("other")))
                .isEqualTo(new Outcome.Unchanged());
        assertRefused(register("own", URL), ErrorCode.CONFLICT, "own entry");
        assertRefused(
                apply(new MembershipCommand.RemoveMember("own")), ErrorCode.CONFLICT, "own entry");
        assertRefused(
                apply(new MembershipCommand.SetMemberDisabled("own", true)),
                ErrorCode.CONFLICT,
                "own entry");
        register("other", URL);
        assertThat(stored).containsKey("other");
    }

    @Test
    void givesNobodyTheIdOfANode() {
        assertRefused(register(NODE.toString(), URL), ErrorCode.CONFLICT, "node");
        assertRefused(
                apply(new MembershipCommand.RemoveMember(NODE.toString())),
                ErrorCode.CONFLICT,
                "node");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1:4402",
                "ftp://127.0.0.1",
                "http://",
                "http:///x",
                "http://a b/",
                "node://gpu-1",
                "//127.0.0.1",
                "http:4402"
            })
    void takesOnlyUrlsOfHttpWithAHost(String url) {
        assertRefused(register("a", url), ErrorCode.INVALID_REQUEST, "url: must be http or https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://proxy_worker1:4402",
                "https://proxy.example/base",
                "HTTP://localhost",
                "http://[::1]:4402/"
            })
    void takesEveryUrlOfHttpWithAHost(String url) {
        assertThat(register("a", url)).isEqualTo(new Outcome.Done());
    }

    @ParameterizedTest
    @CsvSource({"257,", "1,17000", "0,"})
    void boundsWhatAMemberSaysOfItself(int idLength, Integer metadataLength) {
        MemberCard plain = card(URL);
        MemberCard card =
                metadataLength == null
                        ? plain
                        : new MemberCard(
                                plain.url(),
                                plain.clusterId(),
                                plain.role(),
                                plain.tags(),
                                plain.capabilities(),
                                new Attributes(Map.of("a", "9".repeat(metadataLength))),
                                null,
                                null,
                                null);

        Outcome outcome = apply(new MembershipCommand.RegisterMember("i".repeat(idLength), card));

        assertRefused(
                outcome, ErrorCode.INVALID_REQUEST, metadataLength == null ? "id:" : "metadata:");
    }

    @Test
    void letsTheLongestSilentGiveWayWhenFull() {
        for (int i = 0; i < MemberLimits.MOST_MEMBERS; i++) {
            register("m" + i, "http://127.0.0.1/" + i);
        }
        assertRefused(register("more", URL), ErrorCode.NO_CAPACITY, "10000 members");
        silence("m7");
        now = now.plusSeconds(1);
        silence("m3");

        assertThat(register("more", URL)).isEqualTo(new Outcome.Done());

        assertThat(stored).containsKeys("more", "m3").doesNotContainKey("m7");
    }

    @Test
    void goesOnFromWhatWasStored() {
        register("a", URL);
        register("b", "http://127.0.0.1:4403");
        silence("a");
        MemberRules later = new MemberRules(NODE::equals);
        later.load(new MemberRegistry(null, List.copyOf(stored.values())));

        Applied<?> applied =
                later.apply(
                        new Turn(new Moment(now, 0), CALLER, sequence),
                        new MembershipCommand.RegisterMember("c", card("http://127.0.0.1:4404")));

        assertThat(applied.changes().getFirst())
                .isInstanceOfSatisfying(
                        MembershipChange.MemberSaved.class,
                        saved -> assertThat(saved.member().place()).isEqualTo(3));
    }
}
