/**
 * The node's side of a session: registers, beats, delivers updates and output, hands commands on,
 * and comes back after every loss. Decides nothing about workloads.
 */
@NullMarked
package dev.clawgateway.client.node;

import org.jspecify.annotations.NullMarked;
