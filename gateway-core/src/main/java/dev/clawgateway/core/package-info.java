/**
 * The nouns: ids, nodes, GPUs, workload specs, allocations and error codes. Immutable records that
 * check themselves; nothing here does I/O, reads a clock or starts a thread.
 */
@NullMarked
package dev.clawgateway.core;

import org.jspecify.annotations.NullMarked;
