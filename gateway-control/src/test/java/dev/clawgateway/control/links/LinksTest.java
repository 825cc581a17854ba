package dev.clawgateway.control.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.EffectOutlet.Delivery;
import dev.clawgateway.control.links.NodeLink.CloseReason;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which link an effect takes, and what becomes of it. */
class LinksTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    private final Links links = new Links();
    private final FakeLink link = new FakeLink(7);
    private final SessionId session = link.session();

    @Test
    void handsOverEffectsOfASessionInTheirOrder() {
        links.opened(link);
        Effect admit = new Effect.Admit(NODE, session);
        Effect first = stop(1);
        Effect second = stop(2);

        assertThat(links.deliver(admit)).isEqualTo(Delivery.QUEUED);
        assertThat(links.deliver(first)).isEqualTo(Delivery.QUEUED);
        assertThat(links.deliver(second)).isEqualTo(Delivery.QUEUED);

        assertThat(link.handed()).containsExactly(admit, first, second);
    }

    @Test
    void reachesNobodyOnASessionThatIsClosingOrGone() {
        assertThat(links.deliver(stop(1))).isEqualTo(Delivery.NO_SESSION);

        links.opened(link);
        link.end();
        assertThat(links.deliver(stop(1))).isEqualTo(Delivery.NO_SESSION);

        links.closed(NODE, link);
        assertThat(links.deliver(stop(1))).isEqualTo(Delivery.NO_SESSION);
        assertThat(link.handed()).isEmpty();
    }

    @Test
    void closesWhoTakesNothingMore() {
        links.opened(link);
        link.full(true);

        assertThat(links.deliver(stop(1))).isEqualTo(Delivery.QUEUE_FULL);

        assertThat(link.handed()).containsExactly(CloseReason.SLOW_CONSUMER);
        assertThat(links.deliver(stop(2))).isEqualTo(Delivery.NO_SESSION);
    }

    @Test
    void saysWhyItCloses() {
        links.opened(link);

        links.deliver(new Effect.Close(NODE, session, Effect.Close.Cause.SUPERSEDED));
        links.deliver(new Effect.Close(NODE, session, Effect.Close.Cause.SILENT));

        assertThat(link.handed()).containsExactly(CloseReason.SUPERSEDED, CloseReason.LOST);
    }

    @Test
    void findsTheNewestLinkOfANode() {
        FakeLink newer = new FakeLink(8);
        links.opened(link);
        links.opened(newer);
        links.admitted(NODE, newer);
        links.admitted(NODE, link);

        assertThat(links.of(NODE)).isSameAs(newer);

        links.closed(NODE, link);
        assertThat(links.of(NODE)).isSameAs(newer);
        links.closed(NODE, newer);
        assertThat(links.of(NODE)).isNull();
    }

    @Test
    void asksForASignOfLifeWhereTheSessionIsOpenOnly() {
        List<Boolean> answers = new ArrayList<>();
        links.ping(session, Duration.ofSeconds(1), answers::add);
        links.opened(link);
        link.answersPings(true);
        links.ping(session, Duration.ofSeconds(1), answers::add);
        link.end();
        links.ping(session, Duration.ofSeconds(1), answers::add);

        assertThat(answers).containsExactly(false, true, false);
    }

    private Effect stop(long workload) {
        return new Effect.Stop(
                NODE, session, new WorkloadId(new UUID(2, workload)), 1, Duration.ZERO, "test");
    }
}
