/**
 * How the cluster reaches its nodes: one link for each session of a node, implemented by the
 * dialect the node speaks. Knows no dialect and no transport.
 */
@NullMarked
package dev.clawgateway.control.links;

import org.jspecify.annotations.NullMarked;
