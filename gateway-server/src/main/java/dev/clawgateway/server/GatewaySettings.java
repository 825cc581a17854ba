package dev.clawgateway.server;

import dev.clawgateway.control.output.LogLimits;
import dev.clawgateway.control.readings.HistoryLimits;
import dev.clawgateway.core.space.WorkspaceDefaults;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.net.NetSettings;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.dialect.claw.mesh.MeshSettings;
import dev.clawgateway.server.dialect.claw.session.ClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.http.stream.StreamLimits;
import dev.clawgateway.server.stop.StopSettings;

/**
 * Everything a gateway can be told, each in the words of whoever is told it.
 *
 * @param host by which others reach it
 * @param inboxCommands that may wait; further ones are not taken
 * @param ways the listeners, of which the first has the address of the transport's settings
 * @param needsNodes whether it is ready only with a node
 * @param endsWithStore whether it cannot go on once its store has failed; else reads do
 * @param stop how it ends
 * @param workspaces what they get of which nothing else is asked for
 */
public record GatewaySettings(
        String host,
        NetSettings net,
        CoreSettings core,
        SchedulerOptions scheduler,
        int inboxCommands,
        LogLimits logs,
        HistoryLimits readings,
        StreamLimits streams,
        ClawSettings claw,
        OpenClawSettings openclaw,
        MeshSettings mesh,
        Guests.Invitations guests,
        WaysIn ways,
        boolean needsNodes,
        boolean endsWithStore,
        StopSettings stop,
        WorkspaceDefaults workspaces) {
    /**
     * As configured.
     *
     * @param version as told to clients
     * @param connections that the process can hold
     */
    public static GatewaySettings of(GatewayConfig config, String version, int connections) {
        return new GatewaySettings(
                config.server().bindAddress().host(),
                config.netSettings(connections),
                config.coreSettings(),
                config.scheduler().options(),
                config.limits().inboxCommands(),
                config.limits().logs(),
                config.limits().readings(),
                config.limits().streams(),
                PartSettings.claw(config, version),
                PartSettings.openclaw(config, version),
                PartSettings.mesh(config),
                PartSettings.guests(config),
                PartSettings.ways(config),
                config.health().readyRequiresNodes(),
                config.storage().exitOnFailure(),
                config.limits().stop(),
                config.workloads().workspaces());
    }

    /** Told to clients. */
    public String version() {
        return claw.version();
    }
}
