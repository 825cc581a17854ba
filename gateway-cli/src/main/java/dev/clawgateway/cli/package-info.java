/**
 * The {@code claw-gateway} executable: the main class, which is also the daemon's command, help,
 * and what happens to what goes wrong. A package per noun holds the commands, one class each: it
 * parses, asks, prints and returns an exit code. Holds no rule of the cluster and no wire format;
 * those are the gateway's and the client's.
 */
@NullMarked
package dev.clawgateway.cli;

import org.jspecify.annotations.NullMarked;
