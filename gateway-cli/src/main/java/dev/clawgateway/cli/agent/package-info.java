/** The command that makes this machine a node, and what it tells meanwhile. */
@NullMarked
package dev.clawgateway.cli.agent;

import org.jspecify.annotations.NullMarked;
