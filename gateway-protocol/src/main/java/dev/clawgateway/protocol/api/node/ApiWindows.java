package dev.clawgateway.protocol.api.node;

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

/** Maintenance windows that are planned or on. Who planned them is not told. */
public record ApiWindows(List<MaintenanceWindow> items) {
    public static final Kind<ApiWindows> KIND =
            Kinds.object(ApiWindows::readAll, ApiWindows::members);

    private static final Kind<List<MaintenanceWindow>> WINDOWS =
            Kinds.list(Kinds.object(ApiWindows::read, ApiWindows::members));
    private static final Kind<List<NodeId>> NODES = Kinds.list(ClawKinds.NODE_ID);
    private static final Kind<MaintenanceWindow.Phase> PHASE =
            new Words<>(MaintenanceWindow.Phase.class);

    public ApiWindows {
        items = List.copyOf(items);
    }

    private static void members(ApiWindows windows, MemberWriter out) {
        out.required("items", WINDOWS, windows.items);
    }

    private static ApiWindows readAll(Members m) throws JsonFormatException {
        return new ApiWindows(m.required("items", WINDOWS));
    }

    private static void members(MaintenanceWindow window, MemberWriter out) {
        out.required("name", Kinds.TEXT, window.name())
                .required("nodes", NODES, window.nodes())
                .required("selector", Kinds.TEXT_MAP, window.selector())
                .required("from", Kinds.TIME, window.from())
                .required("until", Kinds.TIME, window.until())
                .required("lead_secs", Kinds.U64, window.lead().toSeconds())
                .nullable("reason", Kinds.TEXT, window.reason())
                .required("phase", PHASE, window.phase())
                .required("revision", Kinds.U64, window.revision());
    }

    private static MaintenanceWindow read(Members m) throws JsonFormatException {
        return new MaintenanceWindow(
                m.required("name", Kinds.TEXT),
                m.required("nodes", NODES),
                m.required("selector", Kinds.TEXT_MAP),
                m.required("from", Kinds.TIME),
                m.required("until", Kinds.TIME),
                Duration.ofSeconds(m.required("lead_secs", Kinds.U64)),
                m.optional("reason", Kinds.TEXT),
                m.required("phase", PHASE),
                null,
                m.required("revision", Kinds.U64));
    }
}
