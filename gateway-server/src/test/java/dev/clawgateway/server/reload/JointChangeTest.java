package dev.clawgateway.server.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.ConfigProblem;
import dev.clawgateway.server.config.source.Overrides;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JointChangeTest {
    private static final GatewayConfig NEXT = ConfigLoader.load(null, Overrides.NONE, Map.of());

    private final List<String> log = new ArrayList<>();

    @Test
    void changesAllPartsInTheirOrder() throws Exception {
        Prepared ready = new JointChange(List.of(part("a"), part("b"))).prepare(NEXT);
        assertThat(log).isEmpty();

        ready.run();

        assertThat(log).containsExactly("a swapped", "b swapped");
    }

    @Test
    void changesNoneWhereOneRefusesAndTellsOfAll() {
        JointChange change = new JointChange(List.of(part("a"), refusing("b"), refusing("c")));

        assertThatThrownBy(() -> change.prepare(NEXT))
                .isInstanceOfSatisfying(
                        ReloadException.class,
                        refused ->
                                assertThat(refused.problems())
                                        .extracting(ConfigProblem::key)
                                        .containsExactly("b", "c"));
        assertThat(log).containsExactly("a discarded");
    }

    @Test
    void givesUpWhatIsReadyWhereAPartBreaks() {
        JointChange change =
                new JointChange(
                        List.of(
                                part("a"),
                                _ -> {
                                    throw new IllegalStateException("broken");
                                }));

        assertThatThrownBy(() -> change.prepare(NEXT)).isInstanceOf(IllegalStateException.class);
        assertThat(log).containsExactly("a discarded");
    }

    private Reloadable part(String name) {
        return _ ->
                new Prepared() {
                    @Override
                    public void run() {
                        log.add(name + " swapped");
                    }

                    @Override
                    public void discard() {
                        log.add(name + " discarded");
                    }
                };
    }

    private static Reloadable refusing(String key) {
        return _ -> {
            throw new ReloadException(key, "no");
        };
    }
}
