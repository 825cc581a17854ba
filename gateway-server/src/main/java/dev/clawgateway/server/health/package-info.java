/** How the gateway is: what it knows of itself, and whom it tells when that changes. */
@NullMarked
package dev.clawgateway.server.health;

import org.jspecify.annotations.NullMarked;
