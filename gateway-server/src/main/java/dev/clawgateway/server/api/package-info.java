/** Puts the native API together: every noun of it is made here, and nowhere else. */
@NullMarked
package dev.clawgateway.server.api;

import org.jspecify.annotations.NullMarked;
