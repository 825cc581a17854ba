package dev.clawgateway.simulation.plan;

/** What operators of OpenClaw do, and what befalls their machines and the agents there. */
public enum OpenClawDeed implements Deed {
    /** Some containers end by themselves. */
    END_CONTAINERS(6, Whose.MACHINE, false),
    /** One workload, which may have to wait. */
    SUBMIT(12, Whose.OPERATOR, false),
    STOP(4, Whose.OPERATOR, false),
    LIST(4, Whose.OPERATOR, false),
    /** A command of a node, by way of the gateway. */
    INVOKE(8, Whose.OPERATOR, false),
    /** Whatever waits to be let in is. */
    APPROVE_DEVICES(4, Whose.OPERATOR, false),
    /** A machine's device is not to come in any more, whatever it runs. */
    REMOVE_DEVICE(3, Whose.OPERATOR, false),
    /** The operator's connection breaks; he comes back, and goes on behind the last event. */
    LEAVE(3, Whose.OPERATOR, true),
    KILL_AGENT(5, Whose.MACHINE, true),
    /** It has started the next container when it is killed, and has not said so. */
    DIE_UNSAID(4, Whose.MACHINE, true),
    /** Its next image takes minutes. */
    PULL_SLOWLY(5, Whose.MACHINE, true),
    PAUSE_AGENT(3, Whose.MACHINE, true),
    LOSE_FOLDER(2, Whose.MACHINE, true),
    REMOVE_CONTAINER(3, Whose.MACHINE, true),
    POWER_CUT(2, Whose.MACHINE, true);

    private final int weight;
    private final Whose whose;
    private final boolean fault;

    OpenClawDeed(int weight, Whose whose, boolean fault) {
        this.weight = weight;
        this.whose = whose;
        this.fault = fault;
    }

    private enum Whose {
        OPERATOR,
        MACHINE
    }

    @Override
    public int weight() {
        return weight;
    }

    /** Whether an operator does it; else it befalls a machine. */
    public boolean ofOperator() {
        return whose == Whose.OPERATOR;
    }

    @Override
    public boolean fault() {
        return fault;
    }
}
