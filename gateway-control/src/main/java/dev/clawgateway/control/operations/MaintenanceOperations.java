package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.record.MaintenanceWindow;
import java.util.List;

/** Maintenance windows: when which nodes are to stand empty. */
public final class MaintenanceOperations {
    private final Desk desk;
    private final ClusterView view;

    public MaintenanceOperations(Desk desk, ClusterView view) {
        this.desk = desk;
        this.view = view;
    }

    /** All that are planned or on, by name. They are few. */
    public void list(Caller caller, Reply<List<MaintenanceWindow>> reply) {
        desk.ask(
                caller,
                Operation.LIST_MAINTENANCE,
                reply,
                () -> new Answer.Given<>(List.copyOf(view.windows())));
    }

    /** Plans one, or another in place of the one of that name. */
    public void set(Caller caller, Command.SetMaintenance wanted, Reply<Boolean> reply) {
        desk.change(caller, Operation.SET_MAINTENANCE, wanted, reply);
    }

    /** Takes one back. */
    public void remove(Caller caller, String name, Reply<Boolean> reply) {
        desk.change(caller, Operation.SET_MAINTENANCE, new Command.RemoveMaintenance(name), reply);
    }
}
