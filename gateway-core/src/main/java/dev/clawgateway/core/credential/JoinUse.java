package dev.clawgateway.core.credential;

import java.time.Instant;

/**
 * That an agent has joined by a credential; kept for as long as it could do so again.
 *
 * @param join id of the credential that it joined by
 * @param agentKey by which the agent is known again
 * @param credential id of the one that it got last
 * @param until when the one that it joined by expires
 */
public record JoinUse(String join, String agentKey, String credential, Instant until) {}
