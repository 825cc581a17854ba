package dev.clawgateway.simulation.node;

import dev.clawgateway.client.credential.Enrolment;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How machines with our agent come by what they are let in by. */
public interface Enrolling {
    /** Nobody is asked for anything. */
    Enrolling NONE =
            new Enrolling() {
                @Override
                public @Nullable Enrolment of(String machine, SimulatedProcess agent) {
                    return null;
                }

                @Override
                public void setUp(String machine, Consumer<String> lay) {}

                @Override
                public void forgot(String machine) {}

                @Override
                public @Nullable String repaired(String machine, @Nullable String kept) {
                    return null;
                }
            };

    /** What an agent begins with; null where nobody is asked. */
    @Nullable Enrolment of(String machine, SimulatedProcess agent);

    /**
     * There is such a machine.
     *
     * @param lay puts a file with a credential into the agent's folder, in place of its own
     */
    void setUp(String machine, Consumer<String> lay);

    /** What the agent had kept is gone, or is an older copy, or another machine's. */
    void forgot(String machine);

    /**
     * Faults are over, and whoever runs the fleet helps those that cannot help themselves.
     *
     * @param kept the agent's own file; null where there is none
     * @return another one; null where it has to get by with its own
     */
    @Nullable String repaired(String machine, @Nullable String kept);
}
