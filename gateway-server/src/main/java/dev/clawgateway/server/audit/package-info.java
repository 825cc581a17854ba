/**
 * The audit log on disk: lines of JSON in files that only grow, each line bound to the one before
 * by its hash. Knows nothing of what its entries mean.
 */
@NullMarked
package dev.clawgateway.server.audit;

import org.jspecify.annotations.NullMarked;
