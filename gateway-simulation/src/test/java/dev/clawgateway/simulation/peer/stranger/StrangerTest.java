package dev.clawgateway.simulation.peer.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.peer.Board;
import dev.clawgateway.simulation.peer.ScriptedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class StrangerTest {
    private static final int MANY = 500;

    private static List<String> said(long seed) {
        ScriptedNetwork network = new ScriptedNetwork();
        Board board = new Board();
        board.saw(ScriptedNetwork.SOMEBODY, List.of());
        Stranger stranger = new Stranger("stranger-0", network.world(), board);
        RandomGenerator dice = new Dice(seed).stream("acts");
        List<String> said = new ArrayList<>();
        stranger.act(dice);
        stranger.flood(1 + dice.nextInt(30), dice);
        network.pass(Duration.ofSeconds(1));
        network.lines().forEach(line -> said.add(line.take().toString()));
        network.pass(Duration.ofMinutes(2));
        assertThat(network.lines())
                .as("it leaves by itself")
                .allMatch(ScriptedNetwork.Line::closed);
        return said;
    }

    @Test
    void saysTheSameForTheSameDiceAndMuchElseForOthers() {
        var all = new HashSet<List<String>>();
        for (int seed = 0; seed < MANY; seed++) {
            List<String> once = said(seed);
            assertThat(said(seed)).isEqualTo(once);
            all.add(once);
        }

        assertThat(all).hasSizeGreaterThan(MANY / 2);
    }

    @Test
    void hasAFewConnectionsAndNoMore() {
        ScriptedNetwork network = new ScriptedNetwork();
        Stranger stranger = new Stranger("stranger-0", network.world(), new Board());
        RandomGenerator dice = new Dice(2).stream("acts");
        for (int i = 0; i < 100; i++) {
            stranger.flood(1000, dice);
        }

        assertThat(network.lines()).hasSizeLessThan(30);
        stranger.behave();
        stranger.act(dice);
        network.pass(Duration.ofSeconds(1));
        assertThat(network.lines()).allMatch(ScriptedNetwork.Line::closed);
    }
}
