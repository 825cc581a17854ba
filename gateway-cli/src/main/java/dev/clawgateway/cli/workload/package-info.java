/**
 * Commands about workloads that were submitted already: listing, showing, explaining, stopping them
 * and reading their output. Submitting is {@code run}.
 */
@NullMarked
package dev.clawgateway.cli.workload;

import org.jspecify.annotations.NullMarked;
