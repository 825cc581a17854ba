/**
 * Credentials: what nodes and people show to a gateway that asks them who they are, and what they
 * may do there.
 */
@NullMarked
package dev.clawgateway.cli.access;

import org.jspecify.annotations.NullMarked;
