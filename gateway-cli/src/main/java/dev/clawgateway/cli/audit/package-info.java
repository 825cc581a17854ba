/**
 * The audit log's files, on the gateway's own machine: whether they are whole, and what they say.
 */
@NullMarked
package dev.clawgateway.cli.audit;

import org.jspecify.annotations.NullMarked;
