/** Wire records of the native API about workloads. */
@NullMarked
package dev.clawgateway.protocol.api.workload;

import org.jspecify.annotations.NullMarked;
