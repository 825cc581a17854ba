/**
 * The nouns of the registry of members: programs that register with the gateway as their
 * coordinator and are no nodes of it. Holds no rule and nothing that is not stored.
 */
@NullMarked
package dev.clawgateway.core.membership;

import org.jspecify.annotations.NullMarked;
