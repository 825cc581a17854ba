/**
 * Whoever floods a gateway, well-behaved nodes beside them, and what the gateway's process takes
 * meanwhile.
 */
@NullMarked
package dev.clawgateway.cli.blows.flood;

import org.jspecify.annotations.NullMarked;
