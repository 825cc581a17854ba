/** Readers of streams, in great numbers, against a gateway that runs. */
@NullMarked
package dev.clawgateway.bench.stream;

import org.jspecify.annotations.NullMarked;
