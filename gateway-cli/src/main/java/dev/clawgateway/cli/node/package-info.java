/** Commands about nodes: what they have, and which work they may take. */
@NullMarked
package dev.clawgateway.cli.node;

import org.jspecify.annotations.NullMarked;
