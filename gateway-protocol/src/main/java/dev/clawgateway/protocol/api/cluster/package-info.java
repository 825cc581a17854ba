/** Virtual clusters in the native API, whose form older clients know: members in camelCase. */
@NullMarked
package dev.clawgateway.protocol.api.cluster;

import org.jspecify.annotations.NullMarked;
