package dev.clawgateway.client.system;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The processes of one machine. */
public interface Processes {
    /** Starts a program whose end can be waited for. */
    Child spawn(Spawn what) throws IOException;

    /**
     * Runs a program whose output nobody wants, and ends it when it takes too long. Returns at
     * once.
     *
     * @param over told once, on any thread: true when it ended by itself
     */
    void runAside(List<String> command, Duration limit, Consumer<Boolean> over);

    /** Whether the group's first process still lives. */
    boolean leaderAlive(ProcessGroup group);

    /**
     * Whether any process of the group still lives; one that is dead but not reaped does not. Cheap
     * when the group is gone, which it mostly is.
     */
    boolean anyAlive(ProcessGroup group) throws IOException;

    /** Signals every process of the group; nothing happens when there is none. */
    void signal(ProcessGroup group, Signal signal);

    /** This user's processes that have a variable of this name in their environment. */
    List<LivingProcess> having(String variable);
}
