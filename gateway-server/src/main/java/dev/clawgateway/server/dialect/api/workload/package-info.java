/** The native API about workloads: to submit, list, show, explain and stop them. */
@NullMarked
package dev.clawgateway.server.dialect.api.workload;

import org.jspecify.annotations.NullMarked;
