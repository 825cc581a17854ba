/** Many clients of the OpenClaw dialect at once. */
@NullMarked
package dev.clawgateway.bench.openclaw;

import org.jspecify.annotations.NullMarked;
