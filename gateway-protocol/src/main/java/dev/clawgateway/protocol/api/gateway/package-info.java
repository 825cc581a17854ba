/** Wire records of the native API about the gateway itself. */
@NullMarked
package dev.clawgateway.protocol.api.gateway;

import org.jspecify.annotations.NullMarked;
