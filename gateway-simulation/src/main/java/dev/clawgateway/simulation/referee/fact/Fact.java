package dev.clawgateway.simulation.referee.fact;

/** Something that happened outside the gateway, told at once by whom it happened to. */
public sealed interface Fact
        permits AccessFact,
                LinkFact,
                OperatorFact,
                NodeFact,
                MachineFact,
                MemberFact,
                CallerFact,
                StreamFact,
                OpenClawFact,
                WorldFact {}
