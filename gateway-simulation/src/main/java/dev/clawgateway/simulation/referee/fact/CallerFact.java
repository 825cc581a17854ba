package dev.clawgateway.simulation.referee.fact;

import dev.clawgateway.core.WorkloadId;
import java.util.Map;

/**
 * What callers of the API are told of changes that they sent under a key. What they ask for is told
 * as an operator's request, once however often it is sent.
 */
public sealed interface CallerFact extends Fact {
    String caller();

    /** As the caller names it, with the number of the line where it is one of many. */
    String key();

    /** Sent, for the first time or again. */
    record Sent(String caller, String key, boolean again) implements CallerFact {}

    /**
     * It was granted, then or before.
     *
     * @param said the answer, as it was sent
     */
    record Granted(String caller, String key, String said) implements CallerFact {}

    /**
     * It was not done, and nothing is kept of it.
     *
     * @param status of HTTP
     */
    record Refused(String caller, String key, int status, String code) implements CallerFact {}

    /**
     * A workspace was made, as its caller was told.
     *
     * @param id of the workspace
     */
    record SpaceOpened(String caller, String key, String id, WorkloadId workload)
            implements CallerFact {}

    /**
     * A workspace is to go.
     *
     * @param id of the workspace
     */
    record SpaceDeletion(String caller, String key, String id) implements CallerFact {}

    /**
     * That was granted.
     *
     * @param id of the workspace
     */
    record SpaceDeleted(String caller, String key, String id) implements CallerFact {}

    /** All workspaces are asked for, under a name of the caller's own. */
    record SpacesAsked(String caller, String key) implements CallerFact {}

    /**
     * The answer.
     *
     * @param states in words, by the ids of the workspaces
     */
    record SpacesShown(String caller, String key, Map<String, String> states)
            implements CallerFact {}

    /**
     * Another request under the key came to this.
     *
     * @param code of the problem; empty where it was granted
     */
    record OtherAnswered(String caller, String key, int status, String code)
            implements CallerFact {}
}
