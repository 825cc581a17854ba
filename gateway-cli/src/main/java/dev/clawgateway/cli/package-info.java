/**
 * The {@code claw-gateway} executable: one class per command, each parses, asks, prints and returns
 * an exit code. Holds no rule of the cluster and no wire format; those are the gateway's and the
 * client's.
 */
@NullMarked
package dev.clawgateway.cli;

import org.jspecify.annotations.NullMarked;
