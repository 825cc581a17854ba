/** What can be said about OpenClaw clients, whichever section said it. */
@NullMarked
package dev.clawgateway.server.config.openclaw;

import org.jspecify.annotations.NullMarked;
