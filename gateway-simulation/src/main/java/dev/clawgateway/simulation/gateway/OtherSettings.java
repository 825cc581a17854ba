package dev.clawgateway.simulation.gateway;

import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import dev.clawgateway.server.GatewaySettings;
import dev.clawgateway.server.dialect.claw.session.ClawSettings;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Settings that a gateway may be given while it runs. No timeout is shorter than at first, which is
 * what the judges hold it to; but one that was longer may become shorter again.
 */
final class OtherSettings {
    private static final int MOST_TIMES = 3;

    private OtherSettings() {}

    static GatewaySettings of(GatewaySettings first, RandomGenerator dice) {
        return new GatewaySettings(
                first.host(),
                first.net(),
                core(first.core(), dice),
                scheduler(first.scheduler(), dice),
                first.inboxCommands(),
                first.logs(),
                first.readings(),
                first.streams(),
                claw(first.claw(), dice),
                first.openclaw(),
                first.mesh(),
                first.guests(),
                first.ways(),
                first.needsNodes(),
                first.endsWithStore(),
                first.stop(),
                first.workspaces());
    }

    private static CoreSettings core(CoreSettings first, RandomGenerator dice) {
        return new CoreSettings(
                longer(first.nodeTimeout(), dice),
                longer(first.startTimeout(), dice),
                first.stopTimeout(),
                first.stopGrace(),
                longer(first.forgetNodeAfter(), dice),
                longer(first.keepFinished(), dice),
                first.maxNodes(),
                first.maxWorkloads(),
                first.maxEvents(),
                first.undeclaredClusters(),
                first.discovery(),
                first.losses(),
                first.seed(),
                first.recovery(),
                first.answers());
    }

    private static SchedulerOptions scheduler(SchedulerOptions first, RandomGenerator dice) {
        List<String> policies = Schedulers.policies();
        return new SchedulerOptions(
                policies.get(dice.nextInt(policies.size())),
                first.seed(),
                Duration.ofSeconds(dice.nextInt(120)),
                longer(first.reserveAfter(), dice),
                dice.nextInt(5),
                Duration.ofHours(dice.nextInt(48)),
                first.maxWorkloadsPerNode());
    }

    private static ClawSettings claw(ClawSettings first, RandomGenerator dice) {
        return new ClawSettings(
                first.version(),
                first.heartbeatInterval(),
                longer(first.metricsInterval(), dice),
                first.linesPerBatch());
    }

    private static Duration longer(Duration first, RandomGenerator dice) {
        return first.multipliedBy(1L + dice.nextInt(MOST_TIMES));
    }
}
