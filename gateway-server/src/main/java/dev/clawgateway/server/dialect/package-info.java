/**
 * What dialects have in common: the form in which a guest of the house is let in, how it is found
 * out who speaks on a session, and how a node is reached on one. No dialect is here, and none knows
 * another.
 */
@NullMarked
package dev.clawgateway.server.dialect;

import org.jspecify.annotations.NullMarked;
