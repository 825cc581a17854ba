/**
 * What the GPU agent of OpenClaw is asked to run, and what it answers, by section 10 of the
 * protocol: params and payloads of {@code node.invoke}. Tolerant of what this agent is seen to
 * leave out, and of members nobody asks for. No I/O, no state.
 */
@NullMarked
package dev.clawgateway.protocol.openclaw.agent;

import org.jspecify.annotations.NullMarked;
