/** What the native API does about devices that identify themselves by a key. */
@NullMarked
package dev.clawgateway.server.dialect.api.device;

import org.jspecify.annotations.NullMarked;
