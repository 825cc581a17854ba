/**
 * A network of byte streams, as TCP gives them, between machines and the gateway: late, cut
 * anywhere, held back, half open, reset, refused. The real pipelines of the gateway and of its
 * clients run on its channels; other peers write on a plain end.
 */
@NullMarked
package dev.clawgateway.simulation.network;

import org.jspecify.annotations.NullMarked;
