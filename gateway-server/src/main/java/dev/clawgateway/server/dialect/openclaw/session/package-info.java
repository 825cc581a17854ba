/**
 * Who is connected by the OpenClaw dialect, what each was granted, and how it is told something.
 */
@NullMarked
package dev.clawgateway.server.dialect.openclaw.session;

import org.jspecify.annotations.NullMarked;
