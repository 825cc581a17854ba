package dev.clawgateway.client.rest;

import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.client.api.SchedulingView;
import dev.clawgateway.client.api.Submitted;
import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.ProblemException;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.api.workload.ApiSubmission;
import dev.clawgateway.protocol.api.workload.SubmissionAnswer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Submits over a gateway's API, each under a key of its own: where the answer is lost it is asked
 * for again, for a minute, and done once. Any thread.
 */
public final class RestSubmitting implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int NOT_FOUND = 404;

    /** So often nobody is there who hears it. */
    private static final int UNHEARD = 4;

    private final RestCalls calls;
    private final Runnable lost;

    RestSubmitting(RestCalls calls, Runnable lost) {
        this.calls = calls;
        this.lost = lost;
    }

    /**
     * Connects when it is asked.
     *
     * @param lost is told each time that what may have been heard has no answer, on the asking
     *     thread
     */
    public static RestSubmitting at(HttpAddresses gateways, Runnable lost) {
        return new RestSubmitting(RestGateway.calls(gateways, _ -> {}), lost);
    }

    /** Whether there is an API at that address; asks for nothing that would change anything. */
    public boolean possible() {
        RestRequest contract =
                RestRequest.of(RestOperation.GET_CONTRACT).field("If-None-Match", "*");
        try {
            var _ = calls.ask(contract);
            return true;
        } catch (ProblemException e) {
            return e.status() != NOT_FOUND && !e.code().isEmpty();
        } catch (GatewayException _) {
            return false; // there may be a gateway that speaks no HTTP but to begin a session
        }
    }

    /**
     * Submits a workload.
     *
     * @param node the only one that may run it; null lets the gateway choose
     * @param queue true keeps it waiting when nothing fits now, instead of refusing it
     * @throws RefusedException when the gateway has refused
     * @throws dev.clawgateway.client.api.OutcomeUnknownException when nobody said for a minute what
     *     became of it
     */
    public Submitted submit(@Nullable NodeId node, WorkloadSpec spec, boolean queue) {
        RestRequest request =
                RestRequest.of(RestOperation.SUBMIT_WORKLOAD)
                        .json(new ApiSubmission(spec, node, queue, null).write());
        long begin = calls.time().nanos();
        try {
            return view(
                    Answers.read(
                            calls.ask(request, (tried, heard) -> again(begin, tried, heard)),
                            SubmissionAnswer::read));
        } catch (ProblemException e) {
            throw new RefusedException(meaning(e), text(e), e.code());
        }
    }

    private boolean again(long begin, int tried, boolean heard) {
        if (!heard) {
            return tried < UNHEARD;
        } else if (calls.time().nanos() - begin > PATIENCE.toNanos()) {
            return false;
        }
        lost.run();
        return true;
    }

    private static Submitted view(SubmissionAnswer taken) {
        return taken.node() != null
                ? new Submitted.Placed(taken.id(), taken.node())
                : new SchedulingView(
                        taken.id(),
                        taken.state(),
                        taken.pendingGates(),
                        null,
                        List.of(),
                        null,
                        taken.reason());
    }

    private static ErrorCode meaning(ProblemException problem) {
        return switch (problem.code()) {
            case "invalid_request", "too_large" -> ErrorCode.INVALID_REQUEST;
            case "unauthorized", "permission_denied" -> ErrorCode.PERMISSION_DENIED;
            case "not_found" -> ErrorCode.NODE_NOT_FOUND;
            case "no_capacity" -> ErrorCode.NO_CAPACITY;
            case "conflict" -> ErrorCode.CONFLICT;
            case "too_many_requests", "overloaded" -> ErrorCode.OVERLOADED;
            case "no_leader" -> ErrorCode.NO_LEADER;
            case "store_unavailable" -> ErrorCode.STORE_FAILED;
            default -> ErrorCode.INTERNAL;
        };
    }

    /** All that is wrong with it, where it is more than one thing. */
    private static String text(ProblemException problem) {
        return problem.errors().isEmpty()
                ? String.valueOf(problem.getMessage())
                : problem.errors().stream()
                        .map(RestSubmitting::text)
                        .collect(Collectors.joining("; "));
    }

    /** As files of specs are told what is wrong with them. */
    private static String text(ProblemException.OfMember error) {
        String member = error.pointer().replaceFirst("^/", "").replace('/', '.');
        return member.isEmpty() ? error.detail() : member + ": " + error.detail();
    }

    @Override
    public void close() {
        calls.close();
    }
}
