/**
 * A fleet that exists only in this process, and the load for it: real sessions, pretended work. It
 * checks what the gateway tells its nodes, and holds no rule of scheduling.
 */
@NullMarked
package dev.clawgateway.client.simulation;

import org.jspecify.annotations.NullMarked;
