package dev.clawgateway.simulation.peer.node;

import dev.clawgateway.simulation.referee.fact.Promises;
import java.util.random.RandomGenerator;

/**
 * How a node of another make is built. Each follows the protocol's document; none does more than it
 * asks.
 *
 * @param tellsMachine registers with machine and boot
 * @param tellsRunning registers with what it runs, and so uses the devices it is told
 * @param listsEnded names there also what has ended and may not have been heard
 * @param counts says which attempt it reports of
 * @param confirms numbers its reports and repeats what was not confirmed
 * @param keepsId has the same id after a restart
 * @param remembers finds what it started again after a restart
 * @param quits ends when its connection ends, and is started anew
 * @param eager beats before it is answered
 * @param hasty comes back at once when a connection that stood has ended
 * @param ownPace beats every 30 s, whatever it was told
 * @param tellsSteps reports starting and stopping too
 * @param answersUnknown reports the end of what it never knew, when told to stop it
 * @param answersRepeats reports again when told to start what it has started
 * @param uuids its devices have ids of their own
 * @param described names labels, conditions and runtimes, and cuts its devices where it can
 * @param obedient stops what it is told to stop, always
 */
record NodeTraits(
        boolean tellsMachine,
        boolean tellsRunning,
        boolean listsEnded,
        boolean counts,
        boolean confirms,
        boolean keepsId,
        boolean remembers,
        boolean quits,
        boolean eager,
        boolean hasty,
        boolean ownPace,
        boolean tellsSteps,
        boolean answersUnknown,
        boolean answersRepeats,
        boolean uuids,
        boolean described,
        boolean obedient) {

    /** The agent that is about: no word of ours, a new id at each start. */
    private static NodeTraits stock(RandomGenerator dice) {
        boolean quits = dice.nextBoolean();
        return new NodeTraits(
                false, false, false, false, false, false, false, quits, true, !quits, true, false,
                false, false, true, false, true);
    }

    /** One that speaks all of our words. */
    private static NodeTraits fluent(RandomGenerator dice) {
        return new NodeTraits(
                true,
                true,
                dice.nextBoolean(),
                true,
                dice.nextInt(4) != 0,
                true,
                true,
                false,
                false,
                false,
                false,
                dice.nextBoolean(),
                true,
                true,
                dice.nextInt(4) != 0,
                true,
                dice.nextInt(4) != 0);
    }

    /** Any mixture that can be kept to. */
    private static NodeTraits mixed(RandomGenerator dice) {
        boolean keepsId = dice.nextInt(4) != 0;
        boolean remembers = keepsId && dice.nextInt(3) != 0;
        boolean tellsRunning = dice.nextBoolean();
        return new NodeTraits(
                dice.nextBoolean(),
                tellsRunning,
                dice.nextBoolean(),
                dice.nextBoolean(),
                dice.nextBoolean(),
                keepsId,
                remembers,
                dice.nextInt(4) == 0,
                dice.nextBoolean(),
                dice.nextInt(4) == 0,
                dice.nextBoolean(),
                dice.nextBoolean(),
                dice.nextBoolean(),
                dice.nextBoolean(),
                dice.nextBoolean(),
                dice.nextBoolean(),
                dice.nextInt(4) != 0);
    }

    static NodeTraits draw(RandomGenerator dice) {
        return switch (dice.nextInt(4)) {
            case 0 -> stock(dice);
            case 1, 2 -> fluent(dice);
            default -> mixed(dice);
        };
    }

    /** Whether its devices may be cut: only who uses what it is told can promise that. */
    boolean cuts() {
        return described && tellsRunning;
    }

    /** What the referee may rely on. */
    Promises promises() {
        return new Promises(
                tellsRunning, remembers, true, obedient, counts, tellsRunning, confirms, true);
    }
}
