/** Credentials: what nodes and people show to a gateway that asks them who they are. */
@NullMarked
package dev.clawgateway.cli.access;

import org.jspecify.annotations.NullMarked;
