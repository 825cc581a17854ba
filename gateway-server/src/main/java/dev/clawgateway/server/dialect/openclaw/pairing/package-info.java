/**
 * Devices in the words of the OpenClaw dialect: how they come in, who decides on them, and the two
 * views of the one list that its clients know.
 */
@NullMarked
package dev.clawgateway.server.dialect.openclaw.pairing;

import org.jspecify.annotations.NullMarked;
