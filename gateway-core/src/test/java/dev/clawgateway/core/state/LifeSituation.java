package dev.clawgateway.core.state;

import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.life.Stopping;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.Locale;

/** Where a workload may stand: each state, and what within one makes a difference. */
enum LifeSituation {
    PENDING("It waits."),
    STARTING("Its node was told to start it, and has not said that it runs."),
    STARTING_STOP_ORDERED("Somebody wants its end before it was heard to run."),
    STARTING_ELSEWHERE(
            "It was evicted, or its gang starts again, before it was heard to run: another attempt"
                    + " follows."),
    RUNNING("Its node said that it runs."),
    STOPPING("Its node was told to stop it."),
    STOPPING_ELSEWHERE("It was evicted, or its gang starts again: another attempt follows."),
    STOPPING_BY_NODE("Its node stops it of its own accord."),
    STOPPED("Its node said that it has stopped."),
    COMPLETED("Its node said that it has completed."),
    FAILED("Its node said that it has failed."),
    FAILED_UNCONFIRMED(
            "It was given up with its node. That has returned, did not say what it runs, and was told"
                    + " to stop it.");

    final String words;

    LifeSituation(String words) {
        this.words = words;
    }

    /** Brings one there that waits. */
    void reach(LifeUnderTest life) {
        if (this != PENDING) {
            life.start(LifeUnderTest.SUBJECT, 1);
        }
        if (compareTo(RUNNING) >= 0) {
            life.report(WorkloadState.RUNNING);
        }
        switch (this) {
            case PENDING, STARTING, RUNNING -> {}
            case STARTING_STOP_ORDERED, STOPPING -> life.stop(false);
            case STARTING_ELSEWHERE, STOPPING_ELSEWHERE -> life.evict();
            case STOPPING_BY_NODE -> life.report(WorkloadState.STOPPING);
            case STOPPED -> life.report(WorkloadState.STOPPED);
            case COMPLETED -> life.report(WorkloadState.COMPLETED);
            case FAILED -> life.report(WorkloadState.FAILED);
            case FAILED_UNCONFIRMED -> {
                life.isSilent();
                life.returnsAndDoesNotSay();
            }
        }
    }

    /** In the words of the page. */
    static String name(WorkloadRecord workload) {
        String state = workload.state().name().toLowerCase(Locale.ROOT);
        return switch (workload) {
            case Pending _ -> state;
            case Starting starting when starting.stopRequested() && !starting.requeue() ->
                    state + ", stop ordered";
            case Stopping stopping when !stopping.stopRequested() -> state + ", by its node";
            case Held held -> held.requeue() ? state + ", for another attempt" : state;
            case Ended ended ->
                    ended.last() == null || ended.end().reported()
                            ? state
                            : state + ", unconfirmed";
        };
    }
}
