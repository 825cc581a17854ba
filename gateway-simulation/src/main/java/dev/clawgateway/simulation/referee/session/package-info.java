/** Who is a node: of two machines with one id, whoever was first, as long as it answers. */
@NullMarked
package dev.clawgateway.simulation.referee.session;

import org.jspecify.annotations.NullMarked;
