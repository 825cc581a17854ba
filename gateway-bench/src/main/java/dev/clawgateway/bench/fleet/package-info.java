/** What it costs to say how a large fleet is. */
@NullMarked
package dev.clawgateway.bench.fleet;

import org.jspecify.annotations.NullMarked;
