/** Wire records of the native API about nodes. */
@NullMarked
package dev.clawgateway.protocol.api.node;

import org.jspecify.annotations.NullMarked;
