/** Tests of the discovery dialect's bodies. */
@NullMarked
package dev.clawgateway.protocol.discovery;

import org.jspecify.annotations.NullMarked;
