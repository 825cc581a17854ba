/** Events on the wire of the API. */
@NullMarked
package dev.clawgateway.protocol.api.event;

import org.jspecify.annotations.NullMarked;
