/** Who somebody is, and tokens: made, shown, taken back and exchanged, over HTTP. */
@NullMarked
package dev.clawgateway.server.dialect.api.access;

import org.jspecify.annotations.NullMarked;
