/** Devices that identify themselves by a key, as a gateway shows them. */
@NullMarked
package dev.clawgateway.client.device;

import org.jspecify.annotations.NullMarked;
