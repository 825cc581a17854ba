/** How nodes that speak OpenClaw are asked to run commands, and how they answer. */
@NullMarked
package dev.clawgateway.server.dialect.openclaw.invoke;

import org.jspecify.annotations.NullMarked;
