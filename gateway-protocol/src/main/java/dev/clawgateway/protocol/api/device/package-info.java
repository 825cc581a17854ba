/** Devices that identify themselves by a key, as the native API writes them. */
@NullMarked
package dev.clawgateway.protocol.api.device;

import org.jspecify.annotations.NullMarked;
