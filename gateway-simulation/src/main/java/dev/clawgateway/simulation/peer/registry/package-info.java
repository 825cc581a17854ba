/** Members of the two registries, over HTTP/1.1 as text. */
@NullMarked
package dev.clawgateway.simulation.peer.registry;

import org.jspecify.annotations.NullMarked;
