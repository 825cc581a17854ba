package dev.clawgateway.server;

import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.access.PublishedCredentials;
import dev.clawgateway.control.leadership.LeaderInbox;
import dev.clawgateway.control.leadership.Leadership;
import dev.clawgateway.control.leadership.Realm;
import dev.clawgateway.control.leadership.SoleLeadership;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.follow.Followables;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.scheduler.Schedulers;
import dev.clawgateway.server.audit.AuditKeeping;
import dev.clawgateway.server.http.CallerPace;
import dev.clawgateway.server.http.Callers;
import dev.clawgateway.server.http.stream.Streams;
import dev.clawgateway.server.metrics.Meters;
import dev.clawgateway.server.plugin.WatchedFunctions;
import dev.clawgateway.server.runtime.GatewayRuntime;
import dev.clawgateway.server.service.LoopPulse;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway decides by, keeps and tells, before anybody can come in: the loop and its state,
 * the door before it, and what is never stored.
 */
record Foundation(
        LoopPulse pulse,
        WatchedFunctions functions,
        Paces paces,
        Telemetry telemetry,
        WorkloadLogs logs,
        PublishedView view,
        Streams streams,
        LeaderInbox inbox,
        Links links,
        AuditKeeping audit,
        Leadership leadership,
        Doors doors,
        Callers callers,
        Desk desk,
        Followables following) {
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(1);
    private static final Duration COUNT_PAUSE = Duration.ofSeconds(2);
    private static final Duration FORGET_PAUSE = Duration.ofMinutes(1);

    /**
     * Makes it, but decides nothing yet.
     *
     * @param settings in force
     * @param onFailure called, perhaps again, when a loop ended by itself
     */
    static Foundation lay(
            Supplier<GatewaySettings> settings,
            Parts parts,
            TrafficCounters traffic,
            Runnable onFailure) {
        GatewaySettings first = settings.get();
        GatewayRuntime runtime = parts.runtime();
        LoopPulse pulse = new LoopPulse(parts.instruments().meters().loop());
        WatchedFunctions functions =
                new WatchedFunctions(first.scheduler().functions(), runtime.time());
        Paces paces = new Paces(first.net().connections().rates(), runtime.time().nanos());
        Telemetry telemetry = new Telemetry(first.readings());
        telemetry.expectEvery(first.claw().metricsInterval());
        WorkloadLogs logs =
                new WorkloadLogs(
                        first.logs(),
                        runtime.ids().get().toString(),
                        runtime.serial("workload-logs"),
                        lines -> traffic.dropped("log_line", lines));
        PublishedView view =
                new PublishedView(
                        Snapshot.EMPTY,
                        new PublishedView.Keeping(
                                first.core().maxEvents(), first.streams().changes()),
                        runtime.serial("followers"));
        LeaderInbox inbox = new LeaderInbox();
        Links links = new Links();
        AuditKeeping audit = new AuditKeeping(parts.audit(), runtime, inbox);
        Realm realm =
                new Realm(
                        () -> Schedulers.create(settings.get().scheduler().with(functions.all())),
                        () -> settings.get().core(),
                        view,
                        links,
                        pulse,
                        runtime.time(),
                        first.inboxCommands(),
                        runtime.repeater(),
                        audit.audit());
        Doors doors =
                parts.doors()
                        .over(new PublishedCredentials(view), id -> name(view, id), runtime)
                        .with(audit.audit());
        Desk desk = new Desk(doors.access(), inbox, inbox, runtime.queries(), audit.account());
        return new Foundation(
                pulse,
                functions,
                paces,
                telemetry,
                logs,
                view,
                new Streams(
                        () -> settings.get().streams(), traffic, runtime.queries(), runtime.time()),
                inbox,
                links,
                audit,
                new SoleLeadership(parts.store(), realm, inbox, onFailure),
                doors,
                new Callers(
                        doors.authenticator(),
                        first.ways().open(),
                        new CallerPace(paces, traffic, runtime.time())),
                desk,
                Followables.create(
                        desk,
                        view,
                        new Followables.Feeds(view.feed(), view.changes(), logs, telemetry),
                        runtime.timers()));
    }

    private static @Nullable String name(PublishedView view, NodeId id) {
        NodeRecord node = view.node(id);
        return node == null ? null : node.name();
    }

    /** Decides from now on. The first reign over an empty store names the fleet, once for ever. */
    void begin(Supplier<UUID> ids) {
        leadership.start();
        audit.begin(view.audit());
        FleetId known = view.fleet();
        FleetId fleet = known == null ? new FleetId(ids.get()) : known;
        boolean _ = inbox.offer(Caller.GATEWAY, new Command.BeginReign(fleet), _ -> {});
    }

    /** Has it measured, and what is due now and then in it done. */
    void watch(Meters meters, GatewayRuntime runtime, int inboxCommands) {
        meters.watchControl(inbox::depth, inboxCommands, leadership::healthy);
        meters.watchFleet(view, telemetry);
        meters.watch(doors.figures());
        meters.watch(functions.figures());
        meters.watch(audit.figures());
        meters.watch(streams.figures());
        audit.repeat(LOOK_PAUSE);
        runtime.repeat("streams", LOOK_PAUSE, streams::look);
        runtime.repeat("waiting", COUNT_PAUSE, meters.watchWaiting(view, inbox, runtime.time()));
        runtime.repeat("plugins", FORGET_PAUSE, functions::look);
        runtime.repeat(
                "telemetry",
                FORGET_PAUSE,
                () -> telemetry.retain(id -> view.node(id) != null, runtime.time().now()));
    }
}
