package dev.clawgateway.simulation.run;

import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.CallerFact;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.LinkFact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.MemberFact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OpenClawFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.StreamFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;

/** A fact as a line of a story: who, and what. */
final class FactText {
    private static final int NAME_WIDTH = 12;

    private FactText() {}

    static String of(Fact fact) {
        return switch (fact) {
            case OperatorFact operator -> line(operator.operator(), text(operator));
            case NodeFact node -> line(node.machine(), text(node));
            case MachineFact machine -> line(machine.machine(), words(machine));
            case LinkFact link -> line(link.peer(), words(link));
            case MemberFact member -> line(member.peer(), text(member));
            case CallerFact caller -> line(caller.caller(), words(caller));
            case OpenClawFact openclaw -> line(openclaw.peer(), words(openclaw));
            case StreamFact stream -> line(stream.reader(), words(stream));
            case AccessFact access -> line(access.peer(), words(access));
            case WorldFact world -> line("", words(world));
        };
    }

    private static String text(OperatorFact fact) {
        return switch (fact) {
            case OperatorFact.Asked asked -> "asks #%d %s".formatted(asked.request(), asked.what());
            case OperatorFact.Answered answered ->
                    "is answered #%d %s".formatted(answered.request(), answered.answer());
            case OperatorFact.Unanswered unanswered ->
                    "will get no answer to #%d".formatted(unanswered.request());
        };
    }

    private static String text(NodeFact fact) {
        return switch (fact) {
            case NodeFact.Said said -> "says on link %d %s".formatted(said.link(), said.message());
            case NodeFact.Told told ->
                    "is told on link %d %s".formatted(told.link(), told.command());
        };
    }

    private static String text(MemberFact fact) {
        return switch (fact) {
            case MemberFact.Asked asked -> "asks #%d %s".formatted(asked.request(), asked.what());
            case MemberFact.Answered answered ->
                    "is answered #%d %s".formatted(answered.request(), answered.answer());
            case MemberFact.Unanswered unanswered ->
                    "will get no answer to #%d".formatted(unanswered.request());
        };
    }

    private static String words(Fact fact) {
        return fact.toString();
    }

    private static String line(String who, String what) {
        return who + " ".repeat(Math.max(1, NAME_WIDTH - who.length())) + what;
    }
}
