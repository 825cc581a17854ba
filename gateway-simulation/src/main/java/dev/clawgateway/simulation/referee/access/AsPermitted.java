package dev.clawgateway.simulation.referee.access;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.referee.access.PermissionTable.Row;
import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.AccessRequest;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.Pass;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nobody does what the documentation's table does not let him: by his role, on whose workloads, in
 * which virtual clusters. And nobody makes a token that allows more than his own.
 */
final class AsPermitted implements Judge {
    private static final String ADMIN = "admin";
    private static final List<String> ROLES = List.of("viewer", "operator", ADMIN);

    private final PermissionTable table = PermissionTable.ofDocumentation();
    private final Passes passes = new Passes();
    private final Map<String, String> shownBy = new HashMap<>();

    /** By the number of a request, the credential by which it was asked. */
    private final Map<Long, Pass> asked = new HashMap<>();

    @Override
    public Invariant invariant() {
        return Invariant.PERMISSIONS;
    }

    @Override
    public void hear(Fact fact, History history) {
        Passes.Request request = passes.hear(fact, history);
        switch (fact) {
            case AccessFact.Shows(String peer, long _, String pass) -> shownBy.put(peer, pass);
            case AccessFact.Answered answered -> {
                if (request != null && answered.done()) {
                    made(request, answered, history);
                }
            }
            case OperatorFact.Asked ask -> {
                Pass pass = passes.pass(shownBy.getOrDefault(ask.operator(), ""));
                if (pass != null) {
                    asked.put(ask.request(), pass);
                }
            }
            case OperatorFact.Answered answered -> answered(answered, history);
            default -> {}
        }
    }

    private void answered(OperatorFact.Answered answered, History history) {
        Pass pass = asked.remove(answered.request());
        RequestStory request = history.request(answered.request());
        if (pass == null
                || request == null
                || nothing(answered.answer())
                || table.free(request.what().type())) {
            return;
        }
        Row row = table.ofRequest(request.what().type());
        String word = row.of(pass.role());
        String limit = pass.limited() ? row.limited() : "yes";
        String why =
                word.equals("no") || limit.equals("no")
                        ? "his role and limits do not let anybody do"
                        : beyond(request, answered.answer(), pass, word, limit, history);
        if (why != null) {
            throw broken(
                    history,
                    "%s was granted what %s: %s, by %s"
                            .formatted(answered.operator(), why, request, pass),
                    answered);
        }
    }

    /** A refusal, or the output of what nobody knows. */
    private static boolean nothing(CliReply answer) {
        return answer instanceof CliReply.Failure
                || (answer instanceof CliReply.Logs logs
                        && logs.stdoutLines().isEmpty()
                        && logs.stderrLines().isEmpty());
    }

    /** Why it is beyond what he may do; null where it is not. */
    private static @Nullable String beyond(
            RequestStory request,
            CliReply answer,
            Pass pass,
            String word,
            String limit,
            History history) {
        if (request.what() instanceof CliRequest.StartWorkload start) {
            return seesCluster(pass, start.spec().scheduling().queue().virtualCluster())
                    ? null
                    : "is in a virtual cluster that is not his";
        }
        WorkloadId id = subject(request.what());
        WorkloadStory workload = id == null ? null : history.workload(id);
        if (workload != null && word.equals("own") && othersThan(workload, request.operator())) {
            return "only its owner may do";
        } else if (workload != null && limit.equals("sight") && !sees(workload, request, pass)) {
            return "concerns a workload that is not there for him";
        } else if (limit.equals("part") && answer instanceof CliReply.Workloads list) {
            for (WorkloadInfo info : list.workloads()) {
                WorkloadStory shown = history.workload(info.workloadId());
                if (shown != null && !sees(shown, request, pass)) {
                    return "shows him " + shown + ", which is not there for him";
                }
            }
        }
        return null;
    }

    private static boolean sees(WorkloadStory workload, RequestStory request, Pass pass) {
        CliRequest.StartWorkload wanted = workload.wanted();
        return wanted == null
                || (seesCluster(pass, wanted.spec().scheduling().queue().virtualCluster())
                        && !(pass.ownOnly() && othersThan(workload, request.operator())));
    }

    private static boolean seesCluster(Pass pass, String cluster) {
        return pass.clusters() == null || pass.clusters().contains(cluster);
    }

    /** What nobody is known to have asked for may be his own. */
    private static boolean othersThan(WorkloadStory workload, String operator) {
        RequestStory submission = workload.submission();
        return submission != null && !submission.operator().equals(operator);
    }

    private static @Nullable WorkloadId subject(CliRequest request) {
        return switch (request) {
            case CliRequest.GetWorkload get -> get.workloadId();
            case CliRequest.StopWorkload stop -> stop.workloadId();
            case CliRequest.ClearGate clear -> clear.workloadId();
            case CliRequest.GetSchedulingStatus status -> status.workloadId();
            case CliRequest.ExplainWorkload explain -> explain.workloadId();
            case CliRequest.GetLogs logs -> logs.workloadId();
            default -> null;
        };
    }

    private void made(Passes.Request request, AccessFact.Answered answered, History history) {
        Pass by = passes.pass(request.asked().pass());
        if (by == null || !(request.asked().what() instanceof AccessRequest.Mint wish)) {
            return;
        }
        boolean included =
                by.role().equals(ADMIN)
                        && ROLES.indexOf(by.role()) >= ROLES.indexOf(wish.role())
                        && within(wish.clusters(), by.clusters())
                        && (!by.ownOnly()
                                || (wish.ownOnly() && wish.subject().equals(by.subject())));
        if (!included) {
            throw broken(
                    history,
                    "%s was made by %s, which does not allow it".formatted(wish, by),
                    request.asked(),
                    answered);
        }
    }

    private static boolean within(@Nullable List<String> some, @Nullable List<String> all) {
        return all == null || (some != null && all.containsAll(some));
    }
}
