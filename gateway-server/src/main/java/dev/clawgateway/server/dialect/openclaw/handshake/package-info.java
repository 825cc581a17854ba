/**
 * How a client of the OpenClaw dialect comes in: the challenge, what is checked and in which order,
 * and the welcome. Decides nothing about the fleet.
 */
@NullMarked
package dev.clawgateway.server.dialect.openclaw.handshake;

import org.jspecify.annotations.NullMarked;
