package dev.clawgateway.simulation.referee.fact;

import dev.clawgateway.core.cluster.Event;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** What befell the world, and what an outsider reads when he looks. */
public sealed interface WorldFact extends Fact {
    /** A process of the gateway serves from now on. */
    record GatewayStarted(int incarnation) implements WorldFact {}

    /** It serves no more. */
    record GatewayEnded(int incarnation, boolean orderly) implements WorldFact {}

    /** Its process stands still. */
    record GatewayPaused() implements WorldFact {}

    /** Its process goes on. */
    record GatewayResumed() implements WorldFact {}

    /** The wall clock of its machine was set; backwards where it is negative. */
    record GatewayClockStepped(Duration by) implements WorldFact {}

    /**
     * What the gateway's disk holds is an older copy of its folder from now on, or nothing: what it
     * acknowledged since is not known to it.
     *
     * @param restored as the product restores a copy, which leaves a gap in its numbers
     */
    record FolderReplaced(boolean emptied, boolean restored) implements WorldFact {
        /** By hand. */
        public FolderReplaced(boolean emptied) {
            this(emptied, false);
        }
    }

    /**
     * A step of the run begins.
     *
     * @param kind its type's simple name
     */
    record StepBegan(int number, String kind) implements WorldFact {}

    /**
     * A fault begins; one that is over at once has no end.
     *
     * @param kind from a bounded set
     * @param where whom it befalls
     */
    record FaultBegan(String kind, String where) implements WorldFact {}

    /**
     * No fault is in force from now on, and no new one begins: networks heal, processes run, disks
     * have room, and what operators held back they have taken back.
     */
    record FaultsOver() implements WorldFact {}

    /** The faults are over, and what was to follow has had its time; what was shown last holds. */
    record Rested(Rest rest) implements WorldFact {}

    /** How far the world has come to rest, in this order. */
    enum Rest {
        /** Everybody is honest and in touch; nothing was asked for since. */
        QUIET,
        /** All that was not final was asked to stop. */
        STOPPED,
        /** Each node was given as much as it has, in one workload. */
        FILLED,
        /** Those have ended, and what waited for it has had its time. */
        FOLLOWED,
        /** Those were asked to stop. */
        EMPTY
    }

    /**
     * The whole history of events as the store has it durably, read from outside after the gateway
     * ended.
     *
     * @param revision the greatest that anything bears which the store has
     */
    record HistoryRead(List<Event> events, long revision) implements WorldFact {
        public HistoryRead {
            events = List.copyOf(events);
        }

        /** Of a store that has nothing besides. */
        public HistoryRead(List<Event> events) {
            this(events, events.stream().mapToLong(Event::revision).max().orElse(0));
        }
    }

    /** How many entries each table of the gateway has, by name: one read-only look. */
    record TablesRead(SortedMap<String, Long> sizes) implements WorldFact {}

    /** Something threw what nobody caught, or was logged as an error that no fault explains. */
    record TaskFailed(String where, String what) implements WorldFact {}
}
