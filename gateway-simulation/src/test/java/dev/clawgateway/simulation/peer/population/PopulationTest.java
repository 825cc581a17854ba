package dev.clawgateway.simulation.peer.population;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.GatewaySettings;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.simulation.disk.SimulatedDisk;
import dev.clawgateway.simulation.gateway.GatewayMachine;
import dev.clawgateway.simulation.gateway.Guard;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.RunNumbers;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.network.SimulatedNetwork;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.Taste;
import dev.clawgateway.simulation.peer.node.PlainNode;
import dev.clawgateway.simulation.peer.operator.Operator;
import dev.clawgateway.simulation.peer.registry.HttpMember;
import dev.clawgateway.simulation.peer.stranger.Stranger;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Plain peers and the real gateway, in one thread. */
final class PopulationTest {
    private static final int SEEDS = 4;
    private static final int STEPS = 150;
    private static final Overrides ON_LOOPBACK =
            new Overrides("127.0.0.1:8080", null, null, null, null);

    /** One world of a seed. */
    private static final class World {
        private final Dice dice;
        private final Agenda agenda;
        private final SimulatedNetwork network;
        private final GatewayMachine gateway;
        private final Population population;
        private final List<Fact> facts = new ArrayList<>();

        World(long seed) throws Exception {
            dice = new Dice(seed);
            agenda = new Agenda(dice);
            network = new SimulatedNetwork(agenda, dice);
            gateway =
                    new GatewayMachine(
                            new SimulatedMachine("gateway", agenda, dice),
                            network,
                            new SimulatedDisk(agenda, dice, 100),
                            GatewaySettings.of(
                                    ConfigLoader.load(null, ON_LOOPBACK, Map.of()), "1.0", 1000),
                            Guard.NONE,
                            facts::add);
            population =
                    new Population(
                            3,
                            2,
                            2,
                            1,
                            0,
                            new PeerWorld(agenda, dice, new RunNumbers(), network, facts::add));
            gateway.start();
            population.start();
            agenda.pass(Duration.ofSeconds(10));
        }

        void live() {
            for (int step = 0; step < STEPS; step++) {
                RandomGenerator draw = dice.stream("step " + step);
                step(draw);
                agenda.pass(Duration.ofMillis(draw.nextInt(10_000)));
            }
        }

        private void step(RandomGenerator draw) {
            Operator operator = any(population.operators(), draw);
            PlainNode node = any(population.nodes(), draw);
            HttpMember member = any(population.members(), draw);
            Stranger stranger = any(population.strangers(), draw);
            switch (draw.nextInt(16)) {
                case 0, 1, 2, 3, 4 -> operator.submit(tastes(draw), draw);
                case 5, 6 -> operator.stop(draw.nextInt(), draw.nextInt(4) == 0);
                case 7 -> operator.list();
                case 8 -> operator.drain(draw.nextInt(), draw.nextBoolean());
                case 9 -> node.restart(draw.nextBoolean());
                case 10 -> node.goodbye();
                case 11 -> node.repeatReports();
                case 12 -> member.act(draw);
                case 13 -> stranger.act(draw);
                case 14 -> operator.clearGate(draw.nextInt());
                default -> operator.describe(draw.nextInt());
            }
        }

        private static Set<Taste> tastes(RandomGenerator draw) {
            Set<Taste> tastes = EnumSet.noneOf(Taste.class);
            for (Taste taste : Taste.values()) {
                if (draw.nextInt(6) == 0) {
                    tastes.add(taste);
                }
            }
            return tastes;
        }

        private static <T> T any(List<T> all, RandomGenerator draw) {
            return all.get(draw.nextInt(all.size()));
        }

        void rest() {
            population.behave();
            population.tidy();
            agenda.pass(Duration.ofMinutes(5));
            population.stopAll();
            agenda.pass(Duration.ofMinutes(5));
            population.fill();
            agenda.pass(Duration.ofMinutes(1));
        }
    }

    @Test
    void theWorldComesToRestAndTheSameSeedIsTheSameWorld() throws Exception {
        Set<String> answers = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed);
            world.live();
            world.rest();
            assertThat(world.population.quiet()).as("seed %d", seed).isTrue();
            World again = new World(seed);
            again.live();
            again.rest();
            assertThat(again.network.trace().digest())
                    .as("seed %d", seed)
                    .isEqualTo(world.network.trace().digest());
            world.facts.forEach(fact -> answers.add(kind(fact)));
        }

        assertThat(answers)
                .contains(
                        MachineFact.Ran.class.getSimpleName(),
                        MachineFact.Ended.class.getSimpleName(),
                        "workload_started",
                        "scheduling_status",
                        MemberAnswer.Joined.class.getSimpleName());
    }

    private static String kind(Fact fact) {
        return switch (fact) {
            case OperatorFact.Answered answered -> answered.answer().type();
            case MemberFact.Answered answered -> answered.answer().getClass().getSimpleName();
            default -> fact.getClass().getSimpleName();
        };
    }
}
