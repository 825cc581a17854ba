/**
 * What messages of both halves of the claw dialect are made of: workload specs, capabilities and
 * readings of nodes, ids. Holds no message.
 */
@NullMarked
package dev.clawgateway.protocol.claw.parts;

import org.jspecify.annotations.NullMarked;
