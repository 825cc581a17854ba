/**
 * Nodes of the fleet whose agent is OpenClaw's for GPUs: what is wanted of them as commands that it
 * knows, what it answers as what the fleet is told. The agent tells nothing by itself, so it is
 * asked all the time.
 */
@NullMarked
package dev.clawgateway.server.dialect.openclaw.agent;

import org.jspecify.annotations.NullMarked;
