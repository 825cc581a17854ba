/**
 * Events of the OpenClaw dialect to whoever may know of them: encoded once, numbered connection by
 * connection. What no rule is written for is told to nobody.
 */
@NullMarked
package dev.clawgateway.server.dialect.openclaw.broadcast;

import org.jspecify.annotations.NullMarked;
