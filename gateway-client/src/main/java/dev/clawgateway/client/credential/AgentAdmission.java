package dev.clawgateway.client.credential;

/** By what an agent is let in, where that is not always the same. */
public sealed interface AgentAdmission permits Enrolment, TokenInFile {}
