/**
 * Placement quality on the public openb trace (Alibaba, 2023), by the protocol of the published FGD
 * results. Reads the trace from a folder; holds none of it.
 */
@NullMarked
package dev.clawgateway.bench.openb;

import org.jspecify.annotations.NullMarked;
