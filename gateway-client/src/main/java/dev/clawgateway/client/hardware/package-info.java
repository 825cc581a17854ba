/**
 * What this machine has: GPUs, processors, memory, container runtimes. Asks the system's own tools
 * and takes "unknown" for an answer; keeps nothing.
 */
@NullMarked
package dev.clawgateway.client.hardware;

import org.jspecify.annotations.NullMarked;
