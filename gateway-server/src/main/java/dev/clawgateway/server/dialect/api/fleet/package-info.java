/** The fleet as a whole, and the queue. */
@NullMarked
package dev.clawgateway.server.dialect.api.fleet;

import org.jspecify.annotations.NullMarked;
