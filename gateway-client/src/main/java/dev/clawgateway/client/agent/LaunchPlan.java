package dev.clawgateway.client.agent;

import dev.clawgateway.client.runner.Launch;

/** What a start frame comes to on this node. */
sealed interface LaunchPlan {
    record Run(Launch launch) implements LaunchPlan {}

    /** It cannot run here, whatever happens. */
    record Refused(String reason) implements LaunchPlan {}
}
