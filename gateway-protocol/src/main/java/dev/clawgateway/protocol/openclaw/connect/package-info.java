/** The handshake of the OpenClaw dialect: who connects, and what shows that it is so. No I/O. */
@NullMarked
package dev.clawgateway.protocol.openclaw.connect;

import org.jspecify.annotations.NullMarked;
