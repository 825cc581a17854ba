/** Virtual clusters over the native API. */
@NullMarked
package dev.clawgateway.server.dialect.api.cluster;

import org.jspecify.annotations.NullMarked;
