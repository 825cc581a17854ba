package dev.clawgateway.simulation.referee.coverage;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.parts.NodeState;
import dev.clawgateway.simulation.referee.fact.AccessRequest;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What should occur, as the types say it. */
final class Expected {
    static final String FACT = "fact";
    static final String REQUEST = "operator asks";
    static final String REPLY = "operator is answered";
    static final String REFUSAL = "refusal";
    static final String REFUSAL_OF = "refusal of a request";
    static final String SAYS = "node says";
    static final String TOLD = "node is told";
    static final String REPORT = "node reports";
    static final String STATE_REPORT = "report while it is shown as";
    static final String SHOWN = "workload is shown";
    static final String CAUSE = "stop has a cause";
    static final String NODE_SHOWN = "node is shown";
    static final String EVENT = "event";
    static final String STATE_EVENT = "state and event";
    static final String MOVE = "move";
    static final String MEMBER_ASKS = "member asks";
    static final String MEMBER_ANSWER = "member is answered";
    static final String ACCESS_ASKS = "asks about credentials";
    static final String ACCESS_ANSWER = "is answered about credentials";
    static final String PROCESS_ENDS = "process ends";
    static final String CLOSE = "connection ends with";
    static final String STEP = "step";
    static final String FAULT = "fault";
    static final String FAULT_STEP = "fault and step";
    static final String SPEC = "spec asks for";

    private static final int FIRST_CODE = 1001;
    private static final int LAST_CODE = 1009;

    private Expected() {}

    static void into(Coverage coverage) {
        coverage.expect(FACT, records(Fact.class));
        coverage.expect(REQUEST, records(CliRequest.class));
        coverage.expect(REPLY, records(CliReply.class));
        coverage.expect(SAYS, records(NodeMessage.class));
        coverage.expect(TOLD, records(NodeCommand.class));
        coverage.expect(MEMBER_ASKS, records(MemberRequest.class));
        coverage.expect(MEMBER_ANSWER, records(MemberAnswer.class));
        coverage.expect(ACCESS_ASKS, records(AccessRequest.class));
        coverage.expect(REPORT, constants(WorkloadState.values()));
        coverage.expect(SHOWN, constants(WorkloadState.values()));
        coverage.expect(NODE_SHOWN, constants(NodeState.values()));
        coverage.expect(EVENT, constants(Event.Kind.values()));
        coverage.expect(PROCESS_ENDS, constants(MachineFact.Ended.Cause.values()));
        coverage.expect(REFUSAL, codes());
        coverage.expect(
                STATE_REPORT,
                pairs(constants(WorkloadState.values()), constants(WorkloadState.values())));
        coverage.expect(MOVE, moves());
        coverage.expect(
                STATE_EVENT,
                pairs(
                        constants(WorkloadState.values()),
                        constants(Event.Kind.values()).stream()
                                .filter(kind -> kind.startsWith("workload_"))
                                .toList()));
    }

    /** Names of all records of a sealed family, however deep. */
    static List<String> records(Class<?> family) {
        List<String> names = new ArrayList<>();
        Class<?>[] permitted = family.getPermittedSubclasses();
        if (permitted == null) {
            names.add(name(family));
        } else {
            for (Class<?> member : permitted) {
                names.addAll(records(member));
            }
        }
        return names;
    }

    /** With the type it is declared in, where that says more. */
    static String name(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return outer == null || !Fact.class.isAssignableFrom(type)
                ? type.getSimpleName()
                : outer.getSimpleName() + "." + type.getSimpleName();
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String pair(String first, String second) {
        return first + " + " + second;
    }

    private static List<String> constants(Enum<?>[] values) {
        return List.of(values).stream().map(Expected::name).toList();
    }

    private static List<String> moves() {
        List<String> moves = new ArrayList<>();
        for (WorkloadState from : WorkloadState.values()) {
            for (WorkloadState to : WorkloadState.values()) {
                if (from.mayBecome(to)) {
                    moves.add(pair(name(from), name(to)));
                }
            }
        }
        return moves;
    }

    private static List<String> pairs(List<String> first, List<String> second) {
        List<String> pairs = new ArrayList<>();
        first.forEach(one -> second.forEach(other -> pairs.add(pair(one, other))));
        return pairs;
    }

    private static List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (int code = FIRST_CODE; code <= LAST_CODE; code++) {
            codes.add(Integer.toString(code));
        }
        return codes;
    }
}
