/** Nodes, what becomes of their devices, and maintenance windows. */
@NullMarked
package dev.clawgateway.server.dialect.api.node;

import org.jspecify.annotations.NullMarked;
