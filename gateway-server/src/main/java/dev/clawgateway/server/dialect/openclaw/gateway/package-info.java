/**
 * The gateway itself, as the OpenClaw dialect asks about it: how it is, what it logged, how it is
 * configured; and neutral answers about what there is none of here.
 */
@NullMarked
package dev.clawgateway.server.dialect.openclaw.gateway;

import org.jspecify.annotations.NullMarked;
