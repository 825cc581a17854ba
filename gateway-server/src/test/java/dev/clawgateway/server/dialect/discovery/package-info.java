/** Tests of the discovery dialect, over real HTTP. */
@NullMarked
package dev.clawgateway.server.dialect.discovery;

import org.jspecify.annotations.NullMarked;
