package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Words;
import java.time.Duration;
import java.util.List;

/** Maintenance windows as JSON; all of it is our own. */
public final class WindowFormat {
    public static final Kind<List<MaintenanceWindow>> WINDOWS =
            Kinds.list(Kinds.object(WindowFormat::read, WindowFormat::write));

    private static final Kind<List<NodeId>> NODES = Kinds.list(ClawKinds.NODE_ID);
    private static final Kind<MaintenanceWindow.Phase> PHASE =
            new Words<>(MaintenanceWindow.Phase.class);

    private WindowFormat() {}

    private static MaintenanceWindow read(Members m) throws JsonFormatException {
        return new MaintenanceWindow(
                m.required("name", Kinds.TEXT),
                m.otherwise("nodes", NODES, List.of()),
                m.mapOrEmpty("selector"),
                m.required("from", Kinds.TIME),
                m.required("until", Kinds.TIME),
                Duration.ofSeconds(m.required("lead_secs", Kinds.U64)),
                m.optional("reason", Kinds.TEXT),
                m.required("phase", PHASE),
                null,
                0);
    }

    private static void write(MaintenanceWindow window, MemberWriter out) {
        out.required("name", Kinds.TEXT, window.name())
                .unless(List.of(), "nodes", NODES, window.nodes())
                .unlessEmpty("selector", window.selector())
                .required("from", Kinds.TIME, window.from())
                .required("until", Kinds.TIME, window.until())
                .required("lead_secs", Kinds.U64, window.lead().toSeconds())
                .optional("reason", Kinds.TEXT, window.reason())
                .required("phase", PHASE, window.phase());
    }
}
