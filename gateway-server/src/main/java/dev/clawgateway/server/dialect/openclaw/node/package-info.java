/**
 * Nodes that speak OpenClaw: who is there, what may be asked of them, how operators see them and
 * have them run commands, and what they tell by themselves.
 */
@NullMarked
package dev.clawgateway.server.dialect.openclaw.node;

import org.jspecify.annotations.NullMarked;
