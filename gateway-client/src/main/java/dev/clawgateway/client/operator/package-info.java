/**
 * The operator's side of the claw dialect: questions and answers in order, and the gateway as
 * {@code client.api} describes it. Nobody but a simulated load sees the wire's records.
 */
@NullMarked
package dev.clawgateway.client.operator;

import org.jspecify.annotations.NullMarked;
