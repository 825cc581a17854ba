/** Who is there, as the OpenClaw dialect tells it: entries that fade, never the full truth. */
@NullMarked
package dev.clawgateway.server.dialect.openclaw.presence;

import org.jspecify.annotations.NullMarked;
