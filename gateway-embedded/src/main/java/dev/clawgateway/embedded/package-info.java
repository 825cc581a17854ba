/**
 * A gateway within a Java program: started, asked and stopped by method calls. Here is the
 * translation alone; what is done is done by the same operations, behind the same door, as for
 * whoever comes in over the network. Besides its own types it shows those of the core (ids, specs,
 * capacities) and of the plug-ins' API, and none of the server's rooms.
 */
@NullMarked
package dev.clawgateway.embedded;

import org.jspecify.annotations.NullMarked;
