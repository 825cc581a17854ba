package dev.clawgateway.simulation.referee.coverage;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.CallerFact;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.LinkFact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberFact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OpenClawFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.StreamFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.history.Sight;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts what occurs in one run. */
public final class Counter {
    /** Steps that count as falling into a fault that has no end of its own. */
    private static final int AFTERMATH = 5;

    private record Befell(String fault, int until) {}

    private final Coverage coverage = new Coverage();
    private final EventCounter events = new EventCounter(coverage);
    private final Deque<Befell> recent = new ArrayDeque<>();
    private final Map<Class<?>, String> names = new HashMap<>();
    private int step;

    /** What was counted so far. */
    public Coverage coverage() {
        return coverage;
    }

    /** After the history has taken it in. */
    public void hear(Fact fact, History history) {
        coverage.count(Expected.FACT, name(fact));
        switch (fact) {
            case OperatorFact operator -> operator(operator, history);
            case NodeFact.Said said -> said(said, history);
            case NodeFact.Told told -> told(told.command());
            case MachineFact.Ended ended ->
                    coverage.count(Expected.PROCESS_ENDS, Expected.name(ended.cause()));
            case MachineFact _ -> {}
            case MemberFact member -> member(member);
            case LinkFact.Closed closed ->
                    coverage.count(Expected.CLOSE, Integer.toString(closed.code()));
            case LinkFact.Opened _ -> {}
            case AccessFact access -> access(access);
            case CallerFact _, StreamFact _, OpenClawFact _ -> {}
            case WorldFact world -> world(world);
        }
    }

    private void access(AccessFact fact) {
        switch (fact) {
            case AccessFact.Asked asked -> coverage.count(Expected.ACCESS_ASKS, name(asked.what()));
            case AccessFact.Answered answered ->
                    coverage.count(Expected.ACCESS_ANSWER, Integer.toString(answered.status()));
            case AccessFact.KeysChanged _,
                    AccessFact.Given _,
                    AccessFact.Shows _,
                    AccessFact.Written _,
                    AccessFact.Prolonged _,
                    AccessFact.Unanswered _ -> {}
        }
    }

    private String name(Object record) {
        return names.computeIfAbsent(record.getClass(), Expected::name);
    }

    private void operator(OperatorFact fact, History history) {
        switch (fact) {
            case OperatorFact.Asked asked -> {
                coverage.count(Expected.REQUEST, name(asked.what()));
                if (asked.what() instanceof CliRequest.StartWorkload start) {
                    SpecFeatures.of(start)
                            .forEach(feature -> coverage.count(Expected.SPEC, feature));
                }
            }
            case OperatorFact.Answered answered -> {
                coverage.count(Expected.REPLY, name(answered.answer()));
                answered(answered, history);
            }
            case OperatorFact.Unanswered _ -> {}
        }
    }

    private void answered(OperatorFact.Answered answered, History history) {
        switch (answered.answer()) {
            case CliReply.Failure failure -> {
                String code = Long.toString(failure.code());
                coverage.count(Expected.REFUSAL, code);
                RequestStory request = history.request(answered.request());
                if (request != null) {
                    coverage.count(Expected.REFUSAL_OF, Expected.pair(request.what().type(), code));
                }
            }
            case CliReply.Workloads list -> list.workloads().forEach(this::shown);
            case CliReply.Workload one -> shown(one.workload());
            case CliReply.Nodes nodes ->
                    nodes.nodes()
                            .forEach(node ->
                                    coverage.count(
                                            Expected.NODE_SHOWN, Expected.name(node.state())));
            default -> {}
        }
    }

    private void shown(WorkloadInfo info) {
        coverage.count(Expected.SHOWN, Expected.name(info.state()));
        String cause = info.stopCause();
        if (cause != null) {
            coverage.count(Expected.CAUSE, cause);
        }
    }

    private void said(NodeFact.Said said, History history) {
        coverage.count(Expected.SAYS, name(said.message()));
        if (said.message() instanceof NodeMessage.WorkloadUpdate update) {
            String state = Expected.name(update.state());
            coverage.count(Expected.REPORT, state);
            WorkloadStory workload = history.workload(update.workloadId());
            Sight latest = workload == null ? null : workload.latest();
            if (latest != null) {
                coverage.count(
                        Expected.STATE_REPORT,
                        Expected.pair(Expected.name(latest.info().state()), state));
            }
        }
    }

    private void told(NodeCommand command) {
        coverage.count(Expected.TOLD, name(command));
    }

    private void member(MemberFact fact) {
        switch (fact) {
            case MemberFact.Asked asked -> coverage.count(Expected.MEMBER_ASKS, name(asked.what()));
            case MemberFact.Answered answered -> {
                MemberAnswer answer = answered.answer();
                coverage.count(Expected.MEMBER_ANSWER, name(answer));
                if (answer instanceof MemberAnswer.Failure failure) {
                    coverage.count(Expected.REFUSAL_OF, "http " + failure.status());
                }
            }
            case MemberFact.Unanswered _ -> {}
        }
    }

    private void world(WorldFact fact) {
        switch (fact) {
            case WorldFact.StepBegan began -> {
                step++;
                coverage.count(Expected.STEP, began.kind());
                recent.removeIf(befell -> befell.until < step);
                recent.forEach(befell ->
                        coverage.count(
                                Expected.FAULT_STEP, Expected.pair(befell.fault, began.kind())));
            }
            case WorldFact.FaultBegan began -> {
                coverage.count(Expected.FAULT, began.kind());
                recent.add(new Befell(began.kind(), step + AFTERMATH));
            }
            case WorldFact.HistoryRead read -> events.read(read.events());
            case WorldFact.FolderReplaced _ -> events.replaced();
            case WorldFact.GatewayStarted _,
                    WorldFact.GatewayEnded _,
                    WorldFact.GatewayPaused _,
                    WorldFact.GatewayResumed _,
                    WorldFact.GatewayClockStepped _,
                    WorldFact.FaultsOver _,
                    WorldFact.Rested _,
                    WorldFact.TablesRead _,
                    WorldFact.TaskFailed _ -> {}
        }
    }
}
