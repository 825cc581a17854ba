package dev.clawgateway.simulation.referee.fact;

import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;

/**
 * What operators ask and are answered. Each request has a number of its own in one run, from 1. Of
 * one whose connection ends first nobody knows whether it was done.
 */
public sealed interface OperatorFact extends Fact {
    String operator();

    long request();

    /** Handed to the network. */
    record Asked(String operator, long request, CliRequest what) implements OperatorFact {}

    /** The answer reached the operator. */
    record Answered(String operator, long request, CliReply answer) implements OperatorFact {}

    /** The connection ended before an answer came, or the operator stopped waiting for it. */
    record Unanswered(String operator, long request) implements OperatorFact {}
}
