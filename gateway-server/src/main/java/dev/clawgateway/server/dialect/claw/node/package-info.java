/** Sessions of nodes: their messages as operations, what is wanted of them as frames. */
@NullMarked
package dev.clawgateway.server.dialect.claw.node;

import org.jspecify.annotations.NullMarked;
